import { useSyncExternalStore } from 'react';

interface Coding<T> {
  read(text: string): T;
  write(value: T): string;
}

/**
 * A value kept in localStorage under `key`, the same in every tab of this browser. Where storage is switched off or
 * full it lives as long as the page.
 */
export function stored<T>(key: string, initial: T, coding: Coding<T> = { read: JSON.parse, write: JSON.stringify }) {
  let value = load();
  /** The value is in memory alone. */
  let isUnkept = false;
  const listeners = new Set<() => void>();

  function load(): T {
    try {
      const text = localStorage.getItem(key);
      return text === null ? initial : coding.read(text);
    } catch {
      return initial;
    }
  }

  function tell(next: T): void {
    value = next;
    for (const listener of listeners) listener();
  }

  function set(next: T): void {
    try {
      localStorage.setItem(key, coding.write(next));
      isUnkept = false;
    } catch {
      isUnkept = true;
    }
    tell(next);
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  addEventListener('storage', (event) => {
    if (!isUnkept && (event.key === key || event.key === null)) tell(load());
  });

  /** Changes what is stored now, which another tab may have written a moment ago. */
  function update(change: (value: T) => T): void {
    set(change(isUnkept ? value : load()));
  }

  return {
    get: () => value,
    set,
    update,
    subscribe,
    use: () => useSyncExternalStore(subscribe, () => value),
    /** Whether it outlives the page. */
    useIsKept: () => useSyncExternalStore(subscribe, () => !isUnkept),
  };
}

/** Removes all that this browser stores under keys which begin so. Where storage is switched off there is nothing. */
export function forgetStored(beginning: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(beginning)) localStorage.removeItem(key);
  } catch {}
}

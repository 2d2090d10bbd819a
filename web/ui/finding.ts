import { useSyncExternalStore } from 'react';

/** What lies over the page to find something: everything, somebody to text, or the keys. */
export type Sheet = 'palette' | 'person' | 'keys';

let shown: Sheet | null = null;
const listeners = new Set<() => void>();

export function showSheet(next: Sheet | null): void {
  shown = next;
  for (const listener of listeners) listener();
}

export function useSheet(): Sheet | null {
  return useSyncExternalStore(subscribe, () => shown);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

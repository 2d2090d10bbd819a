import { useSyncExternalStore } from 'react';

/** Which conversations of the list are selected, to do the same with all of them. */
let selected: ReadonlySet<string> = new Set();
/** Where a range begins that Shift extends. */
let anchor: string | undefined;
/** Somebody wants to select, though nothing is selected yet: without a pointer that hovers the boxes are not in sight. */
let isWanted = false;
const listeners = new Set<() => void>();

export function useSelection(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => selected);
}

export function useIsSelected(id: string): boolean {
  return useSyncExternalStore(subscribe, () => selected.has(id));
}

/** Whether the boxes are in sight. */
export function useIsSelecting(): boolean {
  return useSyncExternalStore(subscribe, () => isWanted || selected.size > 0);
}

export function startSelecting(): void {
  isWanted = true;
  set(new Set());
}

export function clearSelection(): void {
  isWanted = false;
  set(new Set());
}

/** Selects one more, or one fewer. */
export function toggle(id: string): void {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  anchor = id;
  set(next);
}

/** Selects all from the last one that was toggled to this one, in the order of the list. */
export function extendTo(id: string, ids: string[]): void {
  const [from, to] = [ids.indexOf(anchor ?? ids[0] ?? ''), ids.indexOf(id)].sort((a, b) => a - b);
  anchor ??= id;
  set(new Set([...selected, ...ids.slice(Math.max(0, from!), to! + 1)]));
}

export function select(ids: string[]): void {
  anchor = ids[0];
  set(new Set(ids));
}

function set(next: ReadonlySet<string>): void {
  selected = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

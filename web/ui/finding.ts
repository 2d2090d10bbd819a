import { useSyncExternalStore } from 'react';

/** What lies over the page to find something: everything, somebody to text, or the keys. */
export type Sheet = 'palette' | 'person' | 'keys';

let shown: Sheet | null = null;
/** What was typed for a sheet before it was there. */
export let ahead = '';
const listeners = new Set<() => void>();

export function showSheet(next: Sheet | null): void {
  shown = next;
  ahead = '';
  for (const listener of listeners) listener();
}

export function useSheet(): Sheet | null {
  return useSyncExternalStore(subscribe, () => shown);
}

/** Takes a key for a sheet that is still on its way. */
export function typeAhead(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (event.key.length === 1) ahead += event.key;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

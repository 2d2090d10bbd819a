import { useSyncExternalStore } from 'react';

/** What lies over the page to find something: everything, somebody to text, or the keys. */
export type Sheet = 'palette' | 'person' | 'keys';

let shown: Sheet | null = null;
let ahead = '';
const listeners = new Set<() => void>();

export function showSheet(next: Sheet | null): void {
  shown = next;
  ahead = '';
  for (const listener of listeners) listener();
}

export function useSheet(): Sheet | null {
  return useSyncExternalStore(subscribe, () => shown);
}

/** A key that was pressed for a sheet which is still on its way. */
export function typeAhead({ key }: KeyboardEvent): void {
  if (key === 'Escape') showSheet(null);
  else if (key === 'Backspace') ahead = ahead.slice(0, -1);
  else if (key.length === 1) ahead += key;
}

/** What was typed before the sheet was there. */
export const typedAhead = () => ahead;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

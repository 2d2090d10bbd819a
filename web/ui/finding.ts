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

/** Keeps what is typed for a sheet that is still on its way. */
export function typeAhead({ target }: { target: HTMLInputElement }): void {
  ahead = target.value;
}

/** What was typed for a sheet before it was there. */
export function typedAhead(): string {
  return ahead;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

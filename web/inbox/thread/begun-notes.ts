import { useSyncExternalStore } from 'react';

/** Notes that are begun, by conversation, as long as the page is open. */
const begun = new Map<string, string>();
/** Conversations, and notes that are changed, of which something is being kept: also where nobody looks at its box any more. */
const busy = new Set<string>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const begunNote = (conversationId: string) => begun.get(conversationId) ?? '';

export function useBegunNote(conversationId: string): string {
  return useSyncExternalStore(subscribe, () => begunNote(conversationId));
}

export function beginNote(conversationId: string, words: string): void {
  begun.set(conversationId, words);
  tell();
}

export function useIsKeeping(id: string): boolean {
  return useSyncExternalStore(subscribe, () => busy.has(id));
}

/** Keeps one thing at a time for each id: what is asked for meanwhile is not begun. */
export function keepAlone(id: string, keep: () => Promise<unknown>): void {
  if (busy.has(id)) return;
  const over = () => {
    busy.delete(id);
    tell();
  };
  busy.add(id);
  tell();
  keep().then(over, over);
}

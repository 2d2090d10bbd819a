import { useSyncExternalStore } from 'react';
import { newId } from '../../ui/new-id.ts';

/** A note as it stands in its box, and the Idempotency-Key of every try to keep it: other words are another note. */
interface Begun {
  words: string;
  key: string;
}

/** Notes that are begun, by conversation, as long as the page is open. */
const begun = new Map<string, Begun>();
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

const nothing: Begun = { words: '', key: '' };

export const begunNote = (conversationId: string) => begun.get(conversationId) ?? nothing;

export function useBegunNote(conversationId: string): Begun {
  return useSyncExternalStore(subscribe, () => begunNote(conversationId));
}

export function beginNote(conversationId: string, words: string): void {
  begun.set(conversationId, { words, key: newId() });
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

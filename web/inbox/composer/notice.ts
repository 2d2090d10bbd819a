import { useSyncExternalStore } from 'react';
import type { ComposerWords } from './words-en.ts';

export type Notice = keyof ComposerWords['notices'];

let latest: { conversationId: string; notice: Notice } | null = null;
const listeners = new Set<() => void>();

/** Says something in a conversation's composer, until the author types or it is said otherwise. */
export function tellWriter(conversationId: string, notice: Notice | null): void {
  if (latest === null && notice === null) return;
  latest = notice && { conversationId, notice };
  for (const listener of listeners) listener();
}

export function useNotice(conversationId: string): Notice | null {
  return useSyncExternalStore(subscribe, () => (latest?.conversationId === conversationId ? latest.notice : null));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

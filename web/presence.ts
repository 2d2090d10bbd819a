import { useSyncExternalStore } from 'react';

/** A colleague who has a conversation open. */
export interface Present {
  id: string;
  name: string;
  isTyping: boolean;
}

/** What the server tells of somebody. */
export interface Seen {
  conversationId: string;
  member: { id: string; name: string };
  state: 'looking' | 'typing' | 'gone';
}

/** Nobody who says nothing for so long is there any more; the server forgets a little earlier. */
const forgottenMs = 30_000;

const nobody: Present[] = [];
let present: Record<string, Present[]> = {};
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const listeners = new Set<() => void>();

/** Who has a conversation open, oneself too. */
export function usePresent(conversationId: string): Present[] {
  return useSyncExternalStore(subscribe, () => present[conversationId] ?? nobody);
}

export function heard({ conversationId, member, state }: Seen): void {
  const key = `${conversationId} ${member.id}`;
  clearTimeout(timers.get(key));
  timers.delete(key);
  const known = present[conversationId] ?? nobody;
  const others = known.filter(({ id }) => id !== member.id);
  const isTyping = state === 'typing';
  if (state !== 'gone') {
    timers.set(
      key,
      setTimeout(() => heard({ conversationId, member, state: 'gone' }), forgottenMs),
    );
    if (known.find(({ id }) => id === member.id)?.isTyping === isTyping) return;
    present = { ...present, [conversationId]: [...others, { ...member, isTyping }] };
  } else {
    if (others.length === known.length) return;
    present = { ...present, [conversationId]: others };
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

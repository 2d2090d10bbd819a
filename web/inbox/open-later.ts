import { useQueryClient } from '@tanstack/react-query';
import { lazy, useRef } from 'react';
import type { Conversation } from '../api.ts';
import { conversationQuery, threadQuery } from '../queries.ts';
import { outboxIsOpen } from './outbox-later.ts';

/** Fetches what draws a conversation and acts on it: it is not needed to draw the list. */
export const loadOpen = () => import('./open/open-conversation.tsx');

export const OpenConversation = lazy(async () => {
  const [open] = await Promise.all([loadOpen(), outboxIsOpen()]);
  return { default: open.OpenConversation };
});

/** The keys of the inbox and what they open. */
export const Triage = lazy(async () => ({ default: (await import('./open/triage.tsx')).Triage }));

/** Who passes over a row on the way to another does not want it. */
const intentMs = 60;

/** What a row listens to, so that its thread is here before it is opened: looking at a row is the first sign. */
export function useThreadAhead(conversation: Conversation) {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function fetchAhead(): void {
    void loadOpen();
    const { queryKey } = conversationQuery(conversation.id);
    if (!client.getQueryData(queryKey)) client.setQueryData(queryKey, conversation);
    void client.prefetchQuery(threadQuery(conversation.id));
  }
  const start = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(fetchAhead, intentMs);
  };
  const stop = () => clearTimeout(timer.current);
  return { onPointerEnter: start, onFocus: start, onPointerLeave: stop, onBlur: stop };
}

/** Whom a narrowed list shows. */
export const Narrowed = lazy(async () => ({ default: (await import('./list/narrowed.tsx')).Narrowed }));

import type { QueryClient } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { api, ask, type Problem, Refused } from '../../api.ts';
import { isOnline, watch } from '../../live.ts';
import { patchMessage } from '../../patch.ts';
import { newId } from '../../ui/new-id.ts';
import { stored } from '../../ui/stored.ts';

/** A text that the server has not acknowledged yet. Its `clientId` is the Idempotency-Key of every try. */
export interface Pending {
  clientId: string;
  conversationId: string;
  body: string;
  createdAt: string;
  state: 'sending' | 'waiting' | 'refused';
  problem?: Problem;
}

const retryMs = [1_000, 2_000, 5_000, 10_000, 30_000];

let box = stored<Pending[]>('hearback.outbox', []);
let client: QueryClient | undefined;
const busy = new Set<string>();
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Opens the member's outbox and sends what an earlier page left in it. Answers how to close it. */
export function startOutbox(queryClient: QueryClient, memberId: string): () => void {
  box = stored<Pending[]>(`hearback.outbox.${memberId}`, []);
  client = queryClient;
  flush();
  const unwatch = watch(() => isOnline() && flush());
  addEventListener('online', flush);
  return () => {
    client = undefined;
    clearTimeout(timer);
    unwatch();
    removeEventListener('online', flush);
  };
}

/** What waits to be sent in a conversation, oldest first. */
export function useOutbox(conversationId: string): Pending[] {
  const all = useSyncExternalStore(box.subscribe, box.get);
  return useMemo(() => all.filter((pending) => pending.conversationId === conversationId), [all, conversationId]);
}

/** Puts a text into the outbox, which sends it once: now, or when the network is back, also after a reload. */
export function send(conversationId: string, body: string): void {
  const pending: Pending = {
    clientId: newId(),
    conversationId,
    body,
    createdAt: new Date().toISOString(),
    state: 'sending',
  };
  box.update((all) => [...all, pending]);
  void flushConversation(conversationId);
}

/** Takes a refused text out of the outbox. */
export function discard(clientId: string): void {
  box.update((all) => all.filter((pending) => pending.clientId !== clientId));
}

function flush(): void {
  for (const { conversationId } of box.get()) void flushConversation(conversationId);
}

/** Texts of one conversation go out one after the other, so that their order holds. */
async function flushConversation(conversationId: string): Promise<void> {
  if (busy.has(conversationId)) return;
  busy.add(conversationId);
  for (let next = first(conversationId); next && client; next = first(conversationId)) {
    if (!(await tryOnce(client, next))) break;
  }
  busy.delete(conversationId);
}

function first(conversationId: string): Pending | undefined {
  return box.get().find((pending) => isOpen(pending, conversationId));
}

function isOpen(pending: Pending, conversationId: string): boolean {
  return pending.conversationId === conversationId && pending.state !== 'refused';
}

/** Answers whether the next text may go. */
async function tryOnce(queryClient: QueryClient, { clientId, conversationId, body }: Pending): Promise<boolean> {
  try {
    const params = { path: { id: conversationId } };
    const headers = { 'idempotency-key': clientId };
    const message = await ask(api.POST('/api/v1/conversations/{id}/messages', { params, headers, body: { body } }));
    patchMessage(queryClient, message, true);
    discard(clientId);
    failures = 0;
    return true;
  } catch (error) {
    if (error instanceof Refused && isFinal(error.problem.status)) {
      const { problem } = error;
      box.update((all) =>
        all.map((each) => (each.clientId === clientId ? { ...each, state: 'refused', problem } : each)),
      );
      return true;
    }
    // Those behind it wait as well.
    box.update((all) => all.map((each) => (isOpen(each, conversationId) ? { ...each, state: 'waiting' } : each)));
    clearTimeout(timer);
    timer = setTimeout(flush, retryMs[Math.min(failures++, retryMs.length - 1)]);
    return false;
  }
}

function isFinal(status: number): boolean {
  return status < 500 && ![401, 408, 425, 429].includes(status);
}

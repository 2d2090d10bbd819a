import type { QueryClient } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { Refused } from '../../api.ts';
import { isOnline, watch } from '../../live.ts';
import { patchMessage } from '../../patch.ts';
import { newId } from '../../ui/new-id.ts';
import { stored } from '../../ui/stored.ts';
import { isFinal } from './is-final.ts';
import { cancelAtServer, deliver, type Pending, type Written } from './pending.ts';

const retryMs = [1_000, 2_000, 5_000, 10_000, 30_000];

let box = stored<Pending[]>('hearback.outbox', []);
let openFor = '';
let client: QueryClient | undefined;
const busy = new Set<string>();
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Opens the member's outbox; before any thread is drawn, for each looks into it. */
export function openOutbox(memberId: string): void {
  if (memberId === openFor) return;
  openFor = memberId;
  box = stored<Pending[]>(`hearback.outbox.${memberId}`, []);
}

/** Sends what an earlier page left in the outbox, and all that follows. Answers how to stop. */
export function startOutbox(queryClient: QueryClient): () => void {
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
  return useMemo(
    () => all.filter((pending) => pending.conversationId === conversationId && !pending.isTakenBack),
    [all, conversationId],
  );
}

/** Puts a text into the outbox, which sends it once: now, or when the network is back, also after a reload. */
export function send(conversationId: string, written: Written): string {
  const clientId = newId();
  const createdAt = new Date().toISOString();
  box.update((all) => [...all, { ...written, clientId, conversationId, createdAt, state: 'sending' }]);
  void flushConversation(conversationId);
  return clientId;
}

export function pendingOf(clientId: string): Pending | undefined {
  return box.get().find((pending) => pending.clientId === clientId);
}

/** Takes a refused text out of the outbox. */
export function discard(clientId: string): void {
  box.update((all) => all.filter((pending) => pending.clientId !== clientId));
}

/**
 * Sees to it that a text of the outbox does not leave. Nobody knows whether a try without an answer has arrived: the same
 * text is then written once more under the same key, which is no second one, and cancelled.
 */
export function takeBackPending(clientId: string): void {
  const pending = pendingOf(clientId);
  if (!pending) return;
  if (!pending.wasTried) {
    discard(clientId);
    return;
  }
  change(clientId, { isTakenBack: true });
  void flushConversation(pending.conversationId);
}

function change(clientId: string, facts: Partial<Pending>): void {
  box.update((all) => all.map((each) => (each.clientId === clientId ? { ...each, ...facts } : each)));
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
async function tryOnce(queryClient: QueryClient, pending: Pending): Promise<boolean> {
  const { clientId, conversationId } = pending;
  try {
    change(clientId, { wasTried: true });
    let message = await deliver(pending);
    if (pendingOf(clientId)?.isTakenBack) {
      message = (await cancelAtServer(message)) ?? message;
    }
    patchMessage(queryClient, message, true);
    discard(clientId);
    failures = 0;
    return true;
  } catch (error) {
    if (error instanceof Refused && isFinal(error.problem.status)) {
      // What was taken back and is refused has not left: that is all that was wanted.
      if (pendingOf(clientId)?.isTakenBack) discard(clientId);
      else change(clientId, { state: 'refused', problem: error.problem });
      return true;
    }
    // Asking who we are leads to the sign-in page; what waits here is sent behind it.
    if (error instanceof Refused && error.problem.status === 401) {
      void queryClient.refetchQueries({ queryKey: ['me'] });
    }
    // Those behind it wait as well.
    box.update((all) => all.map((each) => (isOpen(each, conversationId) ? { ...each, state: 'waiting' } : each)));
    clearTimeout(timer);
    timer = setTimeout(flush, retryMs[Math.min(failures++, retryMs.length - 1)]);
    return false;
  }
}

import type { QueryClient } from '@tanstack/react-query';
import { whenQuiet } from '../ui/idle.ts';

const load = () => import('./composer/outbox.ts');

let memberId = '';

/** The list can be drawn without the outbox: this is done when somebody opens a conversation, or when nothing else is. */
const isWanted = Promise.withResolvers<void>();

/** Says whose outbox it is, before any thread is drawn. */
export function nameOutbox(id: string): void {
  memberId = id;
}

/** Waits for the outbox of whoever is here: each thread looks into it. */
export async function outboxIsOpen(): Promise<void> {
  isWanted.resolve();
  (await load()).openOutbox(memberId);
}

/** Sends what an earlier page left in the outbox, and all that follows. Answers how to stop. */
export function startOutbox(client: QueryClient): () => void {
  let stop = () => {};
  let isOver = false;

  async function start(): Promise<void> {
    try {
      const outbox = await load();
      outbox.openOutbox(memberId);
      if (!isOver) stop = outbox.startOutbox(client);
    } catch {
      // It could not be fetched: when the network is back, it can.
      if (!isOver) addEventListener('online', start, { once: true });
    }
  }
  const stopWaiting = whenQuiet(client, isWanted.resolve);
  void isWanted.promise.then(start);
  return () => {
    isOver = true;
    stopWaiting();
    removeEventListener('online', start);
    stop();
  };
}

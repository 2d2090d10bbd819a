import type { QueryClient } from '@tanstack/react-query';

/** The list can be drawn without the outbox: what an earlier page left in it goes a moment later. */
const load = () => import('./composer/outbox.ts');

let memberId = '';

/** Opens the member's outbox; before any thread is drawn, for each looks into it. */
export function openOutbox(id: string): void {
  memberId = id;
  void outboxIsOpen().catch(() => {});
}

/** Waits for the outbox of whoever is here now. */
export async function outboxIsOpen(): Promise<void> {
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
  void start();
  return () => {
    isOver = true;
    removeEventListener('online', start);
    stop();
  };
}

import type { QueryClient } from '@tanstack/react-query';
import { type Me, Refused, Unreachable } from './api.ts';

const memory = () => import('./offline/memory.ts');

/** Whether an error says that the server is away, be it the network or what stands before the server. */
export function isAway(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refused && [502, 503, 504].includes(error.problem.status));
}

/** Who used this browser last and did not sign out, with what they saw last in the page's memory. */
export async function recall(client: QueryClient): Promise<Me | undefined> {
  return (await memory()).recall(client);
}

/** Forgets what was seen in this browser, because somebody leaves it. */
export async function forget(): Promise<void> {
  await (await memory()).forget();
}

/** As soon as there is nothing else to do: keeps what is seen, and the page itself. Answers how to stop. */
export function keepForOffline(client: QueryClient, memberId: string): () => void {
  let stop = () => {};
  let isOver = false;
  const begin = async () => {
    const { keep } = await memory();
    if (!isOver) stop = keep(client, memberId);
    if (import.meta.env.PROD) await (await import('./offline/worker.ts')).register();
  };
  // A part that cannot be loaded is loaded with the next page.
  const timer = setTimeout(() => void begin().catch(() => {}), 1_000);
  return () => {
    isOver = true;
    clearTimeout(timer);
    stop();
  };
}

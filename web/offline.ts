import type { QueryClient } from '@tanstack/react-query';
import type { Me } from './api.ts';
import { whenQuiet } from './ui/idle.ts';

const memory = () => import('./offline/memory.ts');

/** Notifications in this browser. */
export const loadPush = () => import('./offline/push.ts');

/** Whether this browser keeps the page, and how to change that. */
export const loadWorker = () => import('./offline/worker.ts');

/** Who used this browser last and did not sign out, with what they saw last in the page's memory. */
export async function recall(client: QueryClient): Promise<Me | undefined> {
  return (await memory()).recall(client);
}

/** Forgets what was seen in this browser, because somebody leaves it. */
export async function forget(): Promise<void> {
  await (await memory()).forget();
}

let follow = (place: string) => location.assign(place);

// From the first moment on: what the worker says is kept for nobody who listens later.
navigator.serviceWorker?.addEventListener('message', ({ data }) => data.place && follow(data.place));

/**
 * Goes where notifications lead that are opened; and as soon as there is nothing else to do, keeps what is seen, and the
 * page itself. Answers how to stop.
 */
export function keepForOffline(client: QueryClient, memberId: string, goTo: (place: string) => void): () => void {
  const over = new AbortController();
  const until = (stop: () => void) => {
    if (over.signal.aborted) stop();
    else over.signal.addEventListener('abort', stop);
  };
  follow = goTo;
  const begin = async () => {
    const { keep } = await memory();
    if (over.signal.aborted) return;
    until(keep(client, memberId));
    if (import.meta.env.PROD) await (await loadWorker()).startWorker(memberId);
  };
  // What cannot be had now is had with the next page.
  until(whenQuiet(client, () => void begin().catch(() => {})));
  return () => over.abort();
}

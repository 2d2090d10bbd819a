import { setTimeout as rest } from 'node:timers/promises';
import type { Floor } from '../domain/floor.ts';
import { keepUp } from '../domain/search/search.ts';
import type { Log } from '../platform/log.ts';
import type { News } from '../platform/news.ts';

/** So long after the first hint the index follows: what comes in the meantime is done together. */
const gatherMs = 300;
/** Hints may be lost. */
const lookEveryMs = 10_000;

/**
 * How many changes at once, and how long the pause after them. While texts come in, whoever waits for them goes first: the
 * index then follows some four hundred a second, and catches up in the first calm moment.
 */
const calm = { atOnce: 1000, restMs: 20 };
const flooded = { atOnce: 300, restMs: 700 };

/** Keeps the index of the search behind the newest text, until closed. */
export function keepIndexing(floor: Floor, hear: News['hear'], log: Log): { close(): Promise<void> } {
  const closing = new AbortController();
  const { signal } = closing;
  let hasNews = true;
  let wake = () => {};
  hear(() => {
    hasNews = true;
    wake();
  });

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await until(() => hasNews, lookEveryMs);
      await pause(gatherMs);
      hasNews = false;
      await catchUp().catch((error) => {
        if (!signal.aborted) log.warn({ err: error }, 'The index of the search could not follow; trying again.');
      });
    }
  }

  async function catchUp(): Promise<void> {
    for (let isBehind = true; isBehind && !signal.aborted; ) {
      const { atOnce, restMs } = hasNews ? flooded : calm;
      hasNews = false;
      isBehind = await keepUp(floor, atOnce);
      if (isBehind) await pause(restMs);
    }
  }

  const pause = (ms: number) => rest(ms, undefined, { signal, ref: false }).catch(() => {});

  async function until(isTrue: () => boolean, atMostMs: number): Promise<void> {
    if (isTrue()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    wake = resolve;
    await Promise.race([promise, pause(atMostMs)]);
  }

  signal.addEventListener('abort', () => wake());
  const running = run();
  return {
    close() {
      closing.abort();
      return running;
    },
  };
}

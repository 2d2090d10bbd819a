import { setTimeout } from 'node:timers/promises';

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Collects items while one flush is under way and flushes them together after it: alone when there is little to do, in
 * large batches when there is much. With `gatherMs`, each batch waits that long for more items, unless it is full. When a
 * batch fails, each of its items is tried alone, so that a bad one does not take the others with it.
 */
export function openBatch<Item, Result>(
  flush: (items: Item[]) => Promise<Result[]>,
  mostItems: number,
  gatherMs = 0,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let isFlushing = false;

  async function flushAlone({ item, resolve, reject }: Waiting<Item, Result>): Promise<void> {
    await flush([item]).then(([result]) => resolve(result as Result), reject);
  }

  async function flushAll(): Promise<void> {
    isFlushing = true;
    while (waiting.length > 0) {
      if (gatherMs > 0 && waiting.length < mostItems) await setTimeout(gatherMs);
      const batch = waiting.slice(0, mostItems);
      waiting = waiting.slice(mostItems);
      if (batch.length === 1) await flushAlone(batch[0] as Waiting<Item, Result>);
      else {
        try {
          const results = await flush(batch.map(({ item }) => item));
          for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
        } catch {
          for (const each of batch) await flushAlone(each);
        }
      }
    }
    isFlushing = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isFlushing) void flushAll();
    });
}

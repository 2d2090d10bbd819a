import { dropOldest, makeShelf, sizeOf } from '../shelf.ts';

type LogItem = {
  seq: number;
  sid: string;
  from: string;
  to: string;
  body: string;
  statusCallback: string | null;
  /** Where its pictures were said to be. */
  mediaUrls?: string[];
  at: string;
};

const newestKept = 500_000;

/** Every create that was accepted, in order, whatever happens to the message afterwards. */
export function makeSendLog() {
  const shelf = makeShelf<LogItem>();
  let lastSeq = 0;
  return {
    add(item: Omit<LogItem, 'seq'>): void {
      lastSeq += 1;
      shelf.items.push({ seq: lastSeq, ...item });
      if (sizeOf(shelf) > newestKept) dropOldest(shelf);
    },
    /** Up to `limit` items after a sequence number; `next` is null when there is nothing more yet. */
    after(seq: number, limit: number): { items: LogItem[]; next: string | null } {
      const first = shelf.items[shelf.start]?.seq ?? 1;
      const at = shelf.start + Math.max(0, seq + 1 - first);
      const items = shelf.items.slice(at, at + limit);
      const last = items.at(-1);
      return { items, next: last && last.seq < lastSeq ? String(last.seq) : null };
    },
    clear(): void {
      shelf.items = [];
      shelf.start = 0;
      lastSeq = 0;
    },
  };
}

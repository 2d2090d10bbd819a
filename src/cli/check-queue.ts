import type { Database } from '../platform/database.ts';
import { readVitalSigns } from '../platform/vital-signs.ts';
import type { Finding } from './check-line.ts';

/** Nothing waits this long on a line that may send at a usual pace, but for a great deal that goes to many. */
const longWaitSeconds = 300;

/** How sending and receiving do: what waits, what nobody knows, what could not be taken in, and who works. */
export async function* checkQueue(db: Database): AsyncGenerator<Finding> {
  const { waiting, oldestWaitingSeconds, scheduled, unknown, parked, workers } = await readVitalSigns(db);
  const due = waiting[0] + waiting[1];
  const later = scheduled > 0 ? ` ${many(scheduled, 'text is', 'texts are')} for later.` : '';
  const oldest = Math.round(oldestWaitingSeconds);
  if (due === 0) yield { kind: 'ok', says: `No text waits to be sent.${later}` };
  else {
    const says = `${many(due, 'text waits', 'texts wait')} to be sent, the oldest for ${many(oldest, 'second', 'seconds')}.${later}`;
    yield { kind: oldest > longWaitSeconds ? 'warn' : 'ok', says };
  }
  yield unknown === 0
    ? { kind: 'ok', says: 'Of every text it is known whether it left.' }
    : {
        kind: 'warn',
        says: `Of ${many(unknown, 'text', 'texts')} it is not known whether it left. They are in the threads.`,
      };
  yield parked === 0
    ? { kind: 'ok', says: 'Every webhook could be taken in.' }
    : {
        kind: 'warn',
        says: `${many(parked, 'webhook', 'webhooks')} could not be taken in. "hearback replay" tries again.`,
      };
  if (workers.silent > 0) {
    yield {
      kind: 'warn',
      says: `${many(workers.silent, 'worker', 'workers')} stopped without a word. A living one takes over.`,
    };
  }
  if (workers.alive > 0) yield { kind: 'ok', says: `${many(workers.alive, 'worker is', 'workers are')} at work.` };
  else
    yield {
      kind: due > 0 ? 'warn' : 'ok',
      says: 'No worker is at work: Hearback is not running, and nothing is sent.',
    };
}

export const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

import type { Floor } from '../domain/floor.ts';
import { BooksUnreadable, fillGap } from '../domain/inbound/inbound.ts';
import { compareRoutinely, compareSoon } from '../domain/lines/lines.ts';
import type { Log } from '../platform/log.ts';
import type { Jobs } from '../platform/queue.ts';

/** While what came is still being taken in, nothing is missing yet. */
const catchUpSeconds = 5;

/** Compares a line with its company's books, and after a routine look asks for the next. */
export async function compareBooks(
  floor: Floor,
  { teamId, lineId, isRoutine }: Jobs['fill-gap'],
  isCatchingUp: () => boolean,
  log: Log,
): Promise<void> {
  const scope = { ...floor, teamId };
  try {
    if (isCatchingUp()) await compareSoon(scope, lineId, catchUpSeconds);
    else await fillGap(scope, lineId, isRoutine, log);
  } catch (error) {
    if (!(error instanceof BooksUnreadable)) {
      // The queue gives up after a number of tries. A routine look is tried again by the next one, for good.
      if (!isRoutine) throw error;
      log.error({ lineId, err: error }, 'A line could not be compared with its books; trying again later.');
    } else if (!error.isPractice) {
      // The practice company is often off, and nobody has texted over it then.
      log.warn({ lineId, err: error }, 'The books of a line cannot be read; trying again later.');
    }
  }
  if (isRoutine) await compareRoutinely(scope, lineId);
}

import { invalid } from '../platform/errors.ts';

const mostAheadMs = 366 * 24 * 3_600_000;

/**
 * Reads a time that is still to come, or came no longer ago than `mostPastMs`.
 * @throws AppError `invalid`, for the field of this name.
 */
export function readTimeAhead(field: string, text: string, now: Date, mostPastMs = 0): Date {
  const time = new Date(text);
  const aheadMs = time.getTime() - now.getTime();
  // A leap second has the right format, and is no time for a computer.
  if (Number.isNaN(aheadMs)) throw invalid({ [field]: 'This is not a time.' });
  if (aheadMs <= -mostPastMs) throw invalid({ [field]: 'This time is over. Choose one that is still to come.' });
  if (aheadMs > mostAheadMs) throw invalid({ [field]: 'This is more than a year ahead. Choose an earlier time.' });
  return time;
}

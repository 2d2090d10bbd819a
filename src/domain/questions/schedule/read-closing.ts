import type { Closing } from './closing.ts';
import type { Nudges } from './nudges.ts';
import type { QuietHours } from './quiet-hours.ts';
import { type Faults, fieldsOf, isWhole, readTime, words } from './readable.ts';
import type { Weekday } from './schedule.ts';

/** Four weeks: who has not answered by then does not. */
const mostMinutes = 28 * 24 * 60;

/** The closing that was written for a question asked at `at` (`16:00`), or a sentence for each field that is wrong. */
export function readClosing(written: unknown, at: string): { closing: Closing } | { faults: Faults } {
  const { afterMinutes, daysLater, weekday, at: end } = fieldsOf(written);
  if (afterMinutes !== undefined) {
    if (isWhole(afterMinutes, 5, mostMinutes)) return { closing: { afterMinutes } };
    return { faults: { afterMinutes: 'Leave from 5 minutes to 4 weeks for an answer.' } };
  }
  const time = readTime(end);
  if (time === undefined) return { faults: { at: words.time } };
  if (weekday !== undefined) {
    if (isWhole(weekday, 1, 7)) return { closing: { weekday: weekday as Weekday, at: time } };
    return { faults: { weekday: words.weekday } };
  }
  if (!isWhole(daysLater, 0, 28)) return { faults: { daysLater: 'Choose from 0 (the same day) to 28 days later.' } };
  if (daysLater === 0 && time <= at) return { faults: { at: 'It would close before it is asked.' } };
  return { closing: { daysLater, at: time } };
}

/** The nudges that were written, or a sentence for each field that is wrong. */
export function readNudges(written: unknown): { nudges: Nudges } | { faults: Faults } {
  const { afterMinutes, most } = fieldsOf(written);
  const faults: Faults = {};
  if (!isWhole(afterMinutes, 15, mostMinutes)) faults.afterMinutes = 'Leave from 15 minutes to 4 weeks before a nudge.';
  if (!isWhole(most, 0, 5)) faults.most = 'Nudge at most 5 times.';
  return Object.keys(faults).length > 0
    ? { faults }
    : { nudges: { afterMinutes: afterMinutes as number, most: most as number } };
}

/** The quiet hours that were written, or a sentence for each field that is wrong. */
export function readQuietHours(written: unknown): { quiet: QuietHours } | { faults: Faults } {
  const fields = fieldsOf(written);
  const [from, until] = [readTime(fields.from), readTime(fields.until)];
  if (from === undefined) return { faults: { from: words.time } };
  if (until === undefined) return { faults: { until: words.time } };
  if (until === from) return { faults: { until: 'They would never end.' } };
  return { quiet: { from, until } };
}

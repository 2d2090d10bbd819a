import { ruleDates } from './rule-dates.ts';
import type { Calendar, Schedule } from './schedule.ts';

/**
 * The dates of the rounds after `after` (`2026-11-27`, itself not included; absent: from the first on), at most `most`, in order.
 * Each date is one round, whatever zones its people are in. Fewer come back when the schedule ends.
 */
export function roundDates(
  schedule: Schedule,
  calendar: Calendar,
  { after, most }: { after?: string; most: number },
): string[] {
  return allRounds(schedule, calendar, after).take(most).toArray();
}

/** The same one by one, without an end but that of the schedule. */
export function allRounds(schedule: Schedule, calendar: Calendar, after?: string): IteratorObject<string> {
  const without = new Set([...schedule.skipDates, ...calendar.holidays]);
  return ruleDates(schedule, after).filter((date) => !without.has(date));
}

import { type Schedule, type Weekday, zoneOf } from './schedule.ts';

/** When an ask closes: so long after it was asked, or at a time of day, so many days later or on the next such weekday. */
export type Closing = { afterMinutes: number } | { daysLater: number; at: string } | { weekday: Weekday; at: string };

/**
 * The instant at which an ask closes that a person in `timeZone` got at `asked`; always after it. A time of day is read on the
 * clock by which the question is asked, with the same rule where clocks change. Minutes pass, whatever the clocks do.
 */
export function closesAt(
  schedule: Schedule,
  closing: Closing,
  asked: Temporal.Instant,
  timeZone: string,
): Temporal.Instant {
  if ('afterMinutes' in closing) return asked.add({ minutes: closing.afterMinutes });
  const zone = zoneOf(schedule, timeZone);
  const day = asked.toZonedDateTimeISO(zone).toPlainDate();
  const isWeekly = 'weekday' in closing;
  const days = isWeekly ? (closing.weekday - day.dayOfWeek + 7) % 7 : closing.daysLater;
  const on = (later: number) =>
    day.add({ days: later }).toZonedDateTime({ timeZone: zone, plainTime: closing.at }).toInstant();
  const at = on(days);
  return Temporal.Instant.compare(at, asked) > 0 ? at : on(days + (isWeekly ? 7 : 1));
}

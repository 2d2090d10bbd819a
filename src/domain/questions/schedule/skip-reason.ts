import { type Calendar, type Schedule, type TimeOff, type Weekday, zoneOf } from './schedule.ts';

/** Why nobody, or this person, is asked on a date. */
export type SkipReason = 'skipped' | 'holiday' | 'no_such_day' | 'paused' | 'on_leave' | 'day_off';

/**
 * Why a person in `timeZone` is not asked in the round of `date`, or undefined: they are. The first that holds of: the date was
 * taken out, holiday, a day that their zone left out (Apia, 30 December 2011), paused, on leave, does not work that day.
 */
export function skipReason(
  schedule: Schedule,
  calendar: Calendar,
  timeOff: TimeOff,
  date: string,
  timeZone: string,
): SkipReason | undefined {
  if (schedule.skipDates.includes(date)) return 'skipped';
  if (calendar.holidays.includes(date)) return 'holiday';
  if (!hasDay(date, zoneOf(schedule, timeZone))) return 'no_such_day';
  if (timeOff.pausedUntil !== undefined && date < timeOff.pausedUntil) return 'paused';
  if (timeOff.leave.some(({ from, until }) => from <= date && date <= until)) return 'on_leave';
  return works(timeOff, date) ? undefined : 'day_off';
}

function hasDay(date: string, timeZone: string): boolean {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).toPlainDate().toString() === date;
}

function works({ shifts }: TimeOff, written: string): boolean {
  if (!shifts) return true;
  const date = Temporal.PlainDate.from(written);
  if ('weekdays' in shifts) return shifts.weekdays.includes(date.dayOfWeek as Weekday);
  const length = shifts.on + shifts.off;
  const day = Temporal.PlainDate.from(shifts.from).until(date).days % length;
  return (day + length) % length < shifts.on;
}

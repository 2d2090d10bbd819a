import { isQuiet, type QuietHours } from './quiet-hours.ts';
import { type Schedule, zoneOf } from './schedule.ts';

/**
 * What the planner says beside a date.
 * - `moved`: the clocks leave this time out, so it is asked as much later. `twice`: they show it twice, the first counts.
 * - `clock_change`: the asking clock or the person's is changed between the row before (or now) and this one.
 * - `last_day`: the month does not have the day, so it is its last one.
 * - `months_without`: months before this one were left out, because they have no fifth such weekday.
 * - `quiet_hours`: it falls into the person's quiet hours.
 */
export type PlanMark = 'moved' | 'twice' | 'clock_change' | 'last_day' | 'months_without' | 'quiet_hours';

interface Row {
  date: string;
  at: Temporal.Instant;
}

/** The marks of a row, for a person in `timeZone`; `before` is the row before it, or today and now. */
export function marksOf(
  schedule: Schedule,
  { date, at }: Row,
  before: Row,
  { timeZone, quiet }: { timeZone: string; quiet?: QuietHours },
): PlanMark[] {
  const zone = zoneOf(schedule, timeZone);
  const wall = Temporal.PlainDate.from(date).toPlainDateTime(schedule.at);
  const exists = at.toZonedDateTimeISO(zone).toPlainDateTime().equals(wall);
  const holds: Record<PlanMark, boolean> = {
    moved: !exists,
    twice: exists && !wall.toZonedDateTime(zone, { disambiguation: 'later' }).toInstant().equals(at),
    clock_change: [zone, timeZone].some((clock) => offset(before.at, clock) !== offset(at, clock)),
    last_day: isLastInstead(schedule, date),
    months_without: monthsBetween(before.date, date) > everyMonths(schedule),
    quiet_hours: quiet !== undefined && isQuiet(quiet, at, timeZone),
  };
  return (Object.keys(holds) as PlanMark[]).filter((mark) => holds[mark]);
}

function offset(at: Temporal.Instant, timeZone: string): string {
  return at.toZonedDateTimeISO(timeZone).offset;
}

function isLastInstead({ repeat }: Schedule, date: string): boolean {
  return repeat.every === 'months' && 'day' in repeat.on && repeat.on.day !== Temporal.PlainDate.from(date).day;
}

function everyMonths({ repeat }: Schedule): number {
  return repeat.every === 'months' ? repeat.n : Number.POSITIVE_INFINITY;
}

function monthsBetween(earlier: string, later: string): number {
  const month = (date: string) => Temporal.PlainDate.from(date).with({ day: 1 });
  return month(earlier).until(month(later), { largestUnit: 'months' }).months;
}

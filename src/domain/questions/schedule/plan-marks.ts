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
  const { repeat } = schedule;
  const zone = zoneOf(schedule, timeZone);
  const wall = Temporal.PlainDate.from(date).toPlainDateTime(schedule.at);
  const holds: Record<PlanMark, boolean> = {
    moved: !at.toZonedDateTimeISO(zone).toPlainDateTime().equals(wall),
    twice: !wall.toZonedDateTime(zone, { disambiguation: 'later' }).toInstant().equals(at),
    clock_change: [zone, timeZone].some((clock) => offset(before.at, clock) !== offset(at, clock)),
    last_day: repeat.every === 'months' && 'day' in repeat.on && repeat.on.day > Number(date.slice(8)),
    months_without: repeat.every === 'months' && monthOf(date) - monthOf(before.date) > repeat.n,
    quiet_hours: quiet !== undefined && isQuiet(quiet, at, timeZone),
  };
  return (Object.keys(holds) as PlanMark[]).filter((mark) => holds[mark]);
}

function offset(at: Temporal.Instant, timeZone: string): string {
  return at.toZonedDateTimeISO(timeZone).offset;
}

/** The months since the year 0. */
function monthOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}

import { askedAt } from './asked-at.ts';
import { ruleDates } from './rule-dates.ts';
import { type Calendar, type Schedule, type TimeOff, zoneOf } from './schedule.ts';
import { type SkipReason, skipReason } from './skip-reason.ts';

/** One row of the planner, in plain JSON. */
export interface PlannedAsk {
  /** The round's date. */
  date: string;
  /** `2026-11-27T21:00:00Z` */
  askedAt: string;
  /** The person's own clock at that instant, `2026-11-27T16:00`, and how far it is from UTC, `-05:00`. */
  local: string;
  offset: string;
  /** Why the person is not asked after all. */
  skipped?: SkipReason;
  marks: PlanMark[];
}

/**
 * What the planner says beside a date. `moved`: the time does not exist that day. `twice`: it exists twice, the first counts.
 * `clock_change`: the clocks are changed between the row before (or now) and this one.
 */
export type PlanMark = 'moved' | 'twice' | 'clock_change';

/** More rows than this are never planned, though fewer than wanted would be asked. */
const mostRows = 400;

/**
 * What comes for a person in `timeZone` from the instant `now` on, until `most` times they are asked; the dates between on
 * which they are not stay in, with the reason.
 */
export function plan(
  schedule: Schedule,
  calendar: Calendar,
  timeOff: TimeOff,
  { now, timeZone, most }: { now: Temporal.Instant; timeZone: string; most: number },
): PlannedAsk[] {
  const zone = zoneOf(schedule, timeZone);
  const rows: PlannedAsk[] = [];
  let [before, asks] = [now, 0];
  // A day early, because a time that does not exist may have moved into the next date.
  const after = now.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 2 }).toString();
  for (const date of ruleDates(schedule, after)) {
    if (asks === most || rows.length === mostRows) break;
    const at = askedAt(schedule, date, timeZone);
    if (Temporal.Instant.compare(at, now) < 0) continue;
    const skipped = skipReason(schedule, calendar, timeOff, date, timeZone);
    if (!skipped) asks++;
    const local = at.toZonedDateTimeISO(timeZone);
    rows.push({
      date,
      askedAt: at.toString(),
      local: local.toPlainDateTime().toString({ smallestUnit: 'minute' }),
      offset: local.offset,
      ...(skipped && { skipped }),
      marks: marksOf(schedule, date, zone, before, at, timeZone),
    });
    before = at;
  }
  return rows;
}

function marksOf(
  schedule: Schedule,
  date: string,
  zone: string,
  before: Temporal.Instant,
  at: Temporal.Instant,
  timeZone: string,
): PlanMark[] {
  const wall = Temporal.PlainDate.from(date).toPlainDateTime(schedule.at);
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  const offset = (instant: Temporal.Instant, of: string) => instant.toZonedDateTimeISO(of).offsetNanoseconds;
  return [
    ...(later.toPlainDateTime().equals(wall) ? [] : (['moved'] as const)),
    ...(later.toPlainDateTime().equals(wall) && !later.toInstant().equals(at) ? (['twice'] as const) : []),
    ...([zone, timeZone].some((of) => offset(before, of) !== offset(at, of)) ? (['clock_change'] as const) : []),
  ];
}

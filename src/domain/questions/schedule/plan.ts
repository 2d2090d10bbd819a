import { askedAt } from './asked-at.ts';
import { type Closing, closesAt } from './closing.ts';
import { type Nudges, nudgesAt } from './nudges.ts';
import { marksOf, type PlanMark } from './plan-marks.ts';
import type { QuietHours } from './quiet-hours.ts';
import { ruleDates } from './rule-dates.ts';
import { type Calendar, type Schedule, type TimeOff, zoneOf } from './schedule.ts';
import { type SkipReason, skipReason } from './skip-reason.ts';

/** One row of the planner, in plain JSON. Instants are `2026-11-27T21:00:00Z`. */
export interface PlannedAsk {
  /** The round's date. */
  date: string;
  askedAt: string;
  /** The person's own clock at that instant, `2026-11-27T16:00`, and how far it is from UTC, `-05:00`. */
  local: string;
  offset: string;
  /** Why the person is not asked after all. */
  skipped?: SkipReason;
  marks: PlanMark[];
  /** When the ask closes and, should the person stay silent, the nudges before. */
  closesAt?: string;
  nudgesAt?: string[];
}

export interface PlanFor {
  now: Temporal.Instant;
  /** The person's zone; of a person without one, the team's. */
  timeZone: string;
  timeOff?: TimeOff;
  /** How many asks are to be shown. */
  most: number;
  closing?: Closing;
  nudges?: Nudges;
  quiet?: QuietHours;
}

/** More rows are never planned, even though fewer asks than wanted are among them. */
const mostRows = 400;

/**
 * What comes for a person from `now` on, in order, until they are asked `most` times. Dates between on which they are not stay
 * in, with the reason. Reckoned by the very functions by which the asking goes.
 */
export function plan(schedule: Schedule, calendar: Calendar, wanted: PlanFor): PlannedAsk[] {
  const { now, timeZone, most, timeOff = { leave: [] } } = wanted;
  const rows: PlannedAsk[] = [];
  // Yesterday too: its time may not have existed and so have moved into today.
  const today = now.toZonedDateTimeISO(zoneOf(schedule, timeZone)).toPlainDate();
  const startsAfterToday = schedule.startsOn > today.toString();
  let before = { date: startsAfterToday ? schedule.startsOn : today.toString(), at: now };
  let asks = 0;
  for (const date of ruleDates(schedule, today.subtract({ days: 2 }).toString())) {
    if (asks === most || rows.length === mostRows) break;
    const at = askedAt(schedule, date, timeZone);
    if (Temporal.Instant.compare(at, now) < 0) continue;
    const skipped = skipReason(schedule, calendar, timeOff, date, timeZone);
    const local = at.toZonedDateTimeISO(timeZone);
    rows.push({
      date,
      askedAt: at.toString(),
      local: local.toPlainDateTime().toString({ smallestUnit: 'minute' }),
      offset: local.offset,
      marks: marksOf(schedule, { date, at }, before, wanted),
      ...(skipped ? { skipped } : untilClosed(schedule, at, wanted)),
    });
    if (!skipped) asks++;
    before = { date, at };
  }
  return rows;
}

function untilClosed(schedule: Schedule, at: Temporal.Instant, { closing, nudges, quiet, timeZone }: PlanFor) {
  if (!closing) return {};
  const closes = closesAt(schedule, closing, at, timeZone);
  const found = nudges ? nudgesAt(nudges, { askedAt: at, closesAt: closes }, timeZone, quiet) : [];
  return { closesAt: closes.toString(), nudgesAt: found.map(String) };
}

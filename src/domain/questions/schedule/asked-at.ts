import { allRounds } from './round-dates.ts';
import { type Calendar, type Schedule, zoneOf } from './schedule.ts';

/**
 * The instant at which a person in `timeZone` (IANA; of a person without one, the team's) is asked in the round of `date`.
 * A time that the clocks leave out is as much later, one that they show twice is its first (RFC 5545 3.3.5, Temporal's
 * `compatible`).
 */
export function askedAt(schedule: Schedule, date: string, timeZone: string): Temporal.Instant {
  return Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone: zoneOf(schedule, timeZone), plainTime: schedule.at })
    .toInstant();
}

/**
 * When the round of `date` asks its first person and when its last, of people in these zones (at least one: the team's own).
 * The round opens with the first.
 */
export function roundWindow(
  schedule: Schedule,
  date: string,
  timeZones: readonly string[],
): { opensAt: Temporal.Instant; lastAskedAt: Temporal.Instant } {
  const instants = timeZones.map((timeZone) => askedAt(schedule, date, timeZone)).sort(Temporal.Instant.compare);
  return { opensAt: instants[0]!, lastAskedAt: instants.at(-1)! };
}

/**
 * The date of the first round in which somebody in these zones is still to be asked at `since`, the moment in which the schedule
 * was saved. Whoever's time is over by then is not asked in it. Undefined: there is none, all of the schedule is over.
 */
export function firstRound(
  schedule: Schedule,
  calendar: Calendar,
  { since, timeZones }: { since: Temporal.Instant; timeZones: readonly string[] },
): string | undefined {
  // No zone is a whole day from UTC, and a time that does not exist moves on by a day at most.
  const after = since.toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: 3 }).toString();
  return allRounds(schedule, calendar, after).find(
    (date) => Temporal.Instant.compare(roundWindow(schedule, date, timeZones).lastAskedAt, since) >= 0,
  );
}

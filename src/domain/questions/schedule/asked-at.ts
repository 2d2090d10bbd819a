import { type Schedule, zoneOf } from './schedule.ts';

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
  const instants = timeZones
    .map((timeZone) => askedAt(schedule, date, timeZone))
    .sort((a, b) => Temporal.Instant.compare(a, b));
  return { opensAt: instants[0]!, lastAskedAt: instants.at(-1)! };
}

import { sql } from 'kysely';
import { invalid } from '../../platform/errors.ts';
import type { TeamScope } from '../floor.ts';
import { findTeam } from '../teams/teams.ts';
import type { SendAt } from './broadcast.ts';

/** For how long nothing leaves, so that whoever has pressed the button can think better of it. */
export const holdMs = 30_000;

/** The zone of whoever has none is the team's, under this name. */
export const home = 'home';

const mostAheadMs = 366 * 24 * 3_600_000;

/** When a broadcast leaves in each zone in which somebody of the team lives, and in the team's own. */
export type Due = Record<string, string>;

/** Works out when a broadcast leaves; whoever's time is over is not made to wait for it. */
export async function dueOf(scope: TeamScope, sendAt: SendAt, notBefore: Date): Promise<Due> {
  const [{ timeZone }, { rows }] = await Promise.all([
    findTeam(scope),
    sql<{ zone: string }>`select distinct time_zone as zone from people
      where team_id = ${scope.teamId}::uuid and time_zone is not null`.execute(scope.db),
  ]);
  const zones = new Map([[home, timeZone], ...rows.map(({ zone }) => [zone, zone] as const)]);
  const later = (at: Temporal.Instant) => new Date(Math.max(at.epochMilliseconds, notBefore.getTime())).toISOString();
  return Object.fromEntries([...zones].map(([name, zone]) => [name, later(instantIn(sendAt, zone, notBefore))]));
}

/** A time that the clocks leave out is as much later, one that they show twice is its first. */
function instantIn(sendAt: SendAt, timeZone: string, now: Date): Temporal.Instant {
  if (!sendAt) return now.toTemporalInstant();
  if ('at' in sendAt) return Temporal.Instant.from(sendAt.at);
  return Temporal.PlainDateTime.from(`${sendAt.localDate}T${sendAt.localTime}`).toZonedDateTime(timeZone).toInstant();
}

/**
 * Turns away a time that is over everywhere, or far ahead.
 * @throws AppError `invalid`.
 */
export function mustBeAhead(due: Due, sendAt: SendAt, now: Date): void {
  if (!sendAt) return;
  const last = Object.values(due).sort().at(-1) as string;
  const aheadMs = Date.parse(last) - now.getTime();
  if (aheadMs > mostAheadMs) throw invalid({ sendAt: 'This is more than a year ahead. Choose an earlier time.' });
  const isOver = 'at' in sendAt ? Date.parse(sendAt.at) < now.getTime() : aheadMs <= holdMs;
  if (isOver) throw invalid({ sendAt: 'This time is over. Choose one that is still to come.' });
}

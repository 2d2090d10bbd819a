import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import type { Ways } from '../messages/messages.ts';
import { findTeam } from '../teams/teams.ts';
import { dayOf } from './day-of-person.ts';
import type { Round } from './round.ts';
import { afterQuiet } from './schedule/quiet-hours.ts';
import type { Silent } from './silent.ts';

/** What cannot be now is looked at again after so long. */
const laterMs = 10 * 60_000;

/**
 * Puts off the reminders that are not for now: while the question rests, in its quiet hours and the team's, and before what
 * they remind of has left. Answers who is reminded now.
 */
export async function putOffNudges(tx: TeamTransaction, round: Round, ways: Ways, silent: Silent[]): Promise<Silent[]> {
  if (round.isArchived) return [];
  const { timeZone: home } = await findTeam(tx);
  const quiet = round.content.nudges?.quiet;
  const day = await dayOf(tx, ways, 'keepsHours');
  // Not before that: what is for now would be for later, by a moment.
  const now = tx.clock.now();
  const momentOf = (ask: Silent): Date => {
    const { has_left, time_zone } = ask;
    if (round.isPaused || !has_left) return new Date(now.getTime() + laterMs);
    const opens = day(ask);
    if (!quiet) return opens;
    const zone = time_zone ?? home;
    return new Date(afterQuiet(quiet, opens.toTemporalInstant(), zone).epochMilliseconds);
  };
  const later = silent.map((ask) => ({ ask, at: momentOf(ask) })).filter(({ at }) => at > now);
  await sql`
    update asks set next_nudge_at = given.at
    from unnest(${later.map(({ ask }) => ask.id)}::uuid[], ${later.map(({ at }) => at)}::timestamptz[]) as given (id, at)
    where asks.team_id = ${tx.teamId}::uuid and asks.id = given.id`.execute(tx.db);
  const isLater = new Set(later.map(({ ask }) => ask));
  return silent.filter((ask) => !isLater.has(ask));
}

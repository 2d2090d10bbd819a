import type { TeamTransaction } from '../floor.ts';
import { type Limits, openingFor, readLimits } from '../limits/limits.ts';
import type { Ways } from '../messages/messages.ts';
import { findTeam } from '../teams/teams.ts';

/** Since when it is day for people, by the team's limits: now, for those whose day it is and where no limit counts. */
export async function dayOf(
  tx: TeamTransaction,
  ways: Ways,
  which: 'keepsHours' | 'questionsKeepHours',
): Promise<(one: { conversation_id: string; time_zone: string | null }) => Date> {
  const limits: Limits = await readLimits(tx);
  const now = tx.clock.now();
  const openingOf = openingFor(limits.hours, now, (await findTeam(tx)).timeZone);
  return ({ conversation_id, time_zone: timeZone }) => {
    const way = ways.get(conversation_id);
    if (!limits[which] || !way || 'unwritten' in way || way.isPractice) return now;
    return new Date(Math.max(now.getTime(), openingOf({ timeZone, address: way.to }).from.epochMilliseconds));
  };
}

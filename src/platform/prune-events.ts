import { sql } from 'kysely';
import type { TeamEvents } from './events.ts';

/** Whoever is further behind fetches all again, however old the events are: these are kept in any case. */
const newestKept = 2000;

const atOnce = 2000;

/**
 * Removes a team's events from before a time, oldest first, some at a time; the newest stay.
 * @returns how many went.
 */
export async function pruneEvents(team: TeamEvents, before: Date): Promise<number> {
  let gone = 0;
  for (;;) {
    const { numAffectedRows } = await sql`
      delete from events where team_id = ${team.teamId} and number in (
        select number from events where team_id = ${team.teamId} and number <= (
          select last_number - ${newestKept} from event_heads where team_id = ${team.teamId})
        order by number limit ${atOnce})
      and happened_at < ${before}::timestamptz`.execute(team.db);
    gone += Number(numAffectedRows);
    if (Number(numAffectedRows) === 0) return gone;
  }
}

import { sql } from 'kysely';
import { firstIdAt } from '../../platform/ids.ts';
import type { TeamScope } from '../floor.ts';
import { readLimits } from './read-limits.ts';

const weekMs = 7 * 24 * 3_600_000;

/** Nothing waits for longer than this between its writing and its leaving. */
const longestWaitMs = 32 * 24 * 3_600_000;

/**
 * Which of these conversations have had as many texts to many in seven days as the team allows, questions and reminders
 * included: a broadcast leaves them out. Counted by what has left, or may have, and by what waits in the queue.
 */
export async function hadEnough(scope: TeamScope, conversationIds: string[]): Promise<Set<string>> {
  const { weekly } = await readLimits(scope);
  if (weekly === null || conversationIds.length === 0) return new Set();
  const since = new Date(scope.clock.now().getTime() - weekMs);
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${conversationIds}::uuid[]) as listed (id)
    where (select count(*) from (
      select message_id from attempts where attempts.team_id = ${scope.teamId}::uuid and attempts.conversation_id = listed.id and lane = 1
        and message_id >= ${firstIdAt(new Date(since.getTime() - longestWaitMs))}::uuid
        and started_at > ${since} and outcome in ('sending', 'accepted', 'unknown')
      union select message_id from outbox
      where outbox.team_id = ${scope.teamId}::uuid and outbox.conversation_id = listed.id and lane = 1) as had) >= ${weekly}`.execute(
    scope.db,
  );
  return new Set(rows.map(({ id }) => id));
}

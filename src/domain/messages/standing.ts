import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import type { Line } from '../lines/lines.ts';
import type { Claimed } from './claim.ts';

/**
 * What an attempt still has to say about its text, in the transaction that says it. A worker that was taken for dead and
 * comes back finds its claim gone.
 * - `claimed`: the text is its own.
 * - `doubted`: somebody wrote down that nobody knows, and nothing has happened since: it knows better.
 * - `over`: the text has gone on without it, by a report or by somebody's decision, and must not be written over.
 */
export async function standingOf(
  scope: TeamScope,
  line: Line,
  { attemptId, messageId, conversationId }: Claimed,
): Promise<'claimed' | 'doubted' | 'over'> {
  const { rows } = await sql<{ standing: 'claimed' | 'doubted' | 'over' }>`
    select case
      when exists (select from outbox where team_id = ${scope.teamId} and line_id = ${line.id}
        and message_id = ${messageId} and attempt_id = ${attemptId}) then 'claimed'
      when status = 'unknown' and not exists (select from attempts where team_id = ${scope.teamId}
        and conversation_id = ${conversationId} and message_id = ${messageId} and id <> ${attemptId}
        and outcome in ('sending', 'unknown', 'accepted')) then 'doubted'
      else 'over' end as standing
    from messages
    where team_id = ${scope.teamId} and conversation_id = ${conversationId} and id = ${messageId}
    for update`.execute(scope.db);
  return rows[0]?.standing ?? 'over';
}

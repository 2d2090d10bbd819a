import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import type { Claimed } from './claim.ts';

/**
 * Whether an attempt that somebody took for lost still has to say something about its text, in the transaction that says
 * it: nobody knows what became of the text, and nothing has happened since. Otherwise the text has gone on without it, by
 * a report or by somebody's decision, and must not be written over.
 */
export async function isStillDoubted(
  tx: TeamTransaction,
  { attemptId, messageId, conversationId }: Claimed,
): Promise<boolean> {
  const { rows } = await sql`
    select from messages
    where team_id = ${tx.teamId} and conversation_id = ${conversationId} and id = ${messageId} and status = 'unknown'
      and not exists (select from attempts where team_id = ${tx.teamId} and conversation_id = ${conversationId}
        and message_id = ${messageId} and id <> ${attemptId} and outcome in ('sending', 'unknown', 'accepted'))
    for update`.execute(tx.db);
  return rows.length > 0;
}

import { type RawBuilder, sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';

/** Texts that go from one conversation to another. */
export interface Move {
  teamId: string;
  from: string;
  to: string;
  messageIds: string[];
}

/** A condition: that a row is of the texts that go. */
export const goes = ({ teamId, from, messageIds }: Move, column = 'message_id') => sql`
  team_id = ${teamId}::uuid and conversation_id = ${from}::uuid and ${sql.ref(column)} = any (${messageIds}::uuid[])`;

/** Parts of one statement: the texts go with all that names them here. What else names them has to go in the same one. */
export const moveTexts = (move: Move): RawBuilder<unknown> => sql`
  messages_moved as (update messages set conversation_id = ${move.to}::uuid where ${goes(move, 'id')}),
  attempts_moved as (update attempts set conversation_id = ${move.to}::uuid where ${goes(move)}),
  media_moved as (update media set conversation_id = ${move.to}::uuid where ${goes(move)}),
  outbox_moved as (update outbox set conversation_id = ${move.to}::uuid where ${goes(move)})`;

/**
 * Keeps the texts of a conversation from going on until the commit: first what waits, then what is under way, as whoever
 * sends them and tells what became of them does. Then nothing that is written of a text can be on its way.
 * @returns their ids, in their order; on demand only those that came over some addresses after one.
 */
export async function holdTexts(
  tx: TeamTransaction,
  conversationId: string,
  since?: { id: string; addresses: string[] },
): Promise<string[]> {
  await sql`select from outbox where team_id = ${tx.teamId}::uuid and conversation_id = ${conversationId}::uuid
    order by message_id for update`.execute(tx.db);
  await sql`select from attempts where team_id = ${tx.teamId}::uuid and conversation_id = ${conversationId}::uuid
    order by id for update`.execute(tx.db);
  const some = since
    ? sql`and id > ${since.id}::uuid
      and case direction when 'inbound' then from_address else to_address end = any (${since.addresses}::text[])`
    : sql``;
  const { rows } = await sql<{ id: string }>`
    select id from messages where team_id = ${tx.teamId}::uuid and conversation_id = ${conversationId}::uuid ${some}
    order by id for update`.execute(tx.db);
  return rows.map(({ id }) => id);
}

import { sql } from 'kysely';
import type { TeamScope, TeamTransaction } from '../floor.ts';
import { isFailure } from '../message-status.ts';

/** Since when the person of a conversation has been waiting, before a text to them is written down. */
export async function waitingSince(scope: TeamScope, conversationId: string): Promise<Date | null> {
  const row = await scope.db
    .selectFrom('conversations')
    .select('waiting_since')
    .where('team_id', '=', scope.teamId)
    .where('id', '=', conversationId)
    .executeTakeFirst();
  return row?.waiting_since ?? null;
}

/**
 * Puts a conversation back to where it was before a text that never left: to its newest text that was not taken back, and
 * the person waits again, unless anything has been written since; if only they have, they wait since as long as before.
 * Who waits is not done. Call it when the text is cancelled already.
 * @returns whether the person waits again.
 */
export async function noteTakenBack(
  tx: TeamTransaction,
  conversationId: string,
  messageId: string,
  waitedSince: Date | null,
): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    with newest as (
      select id, created_at, ${sql.raw(isFailure('status'))} as has_failed from messages
      where team_id = ${tx.teamId} and conversation_id = ${conversationId} and status <> 'canceled'
      order by id desc limit 1)
    update conversations set
      last_message_id = newest.id,
      last_message_at = least(conversations.last_message_at, coalesce(newest.created_at, '-infinity')),
      last_message_failed = coalesce(newest.has_failed, false),
      waiting_since = coalesce(conversations.waiting_since, ${waitedSince}::timestamptz),
      closed_at = case when coalesce(conversations.waiting_since, ${waitedSince}::timestamptz) is null then closed_at end
    from (select 1) as one left join newest on true
    where team_id = ${tx.teamId} and conversations.id = ${conversationId}
      and (newest.id is null or newest.id < ${messageId}::uuid)
    returning waiting_since is not null as waits`.execute(tx.db);
  return (
    rows[0]?.waits ?? (waitedSince !== null && (await haveWaitedLonger(tx, conversationId, messageId, waitedSince)))
  );
}

/** The same for many texts for which nobody had waited: each is in a conversation of its own. */
export async function noteAllTakenBack(
  tx: TeamTransaction,
  texts: { conversation_id: string; message_id: string }[],
): Promise<void> {
  await sql`
    update conversations set
      last_message_id = newest.id,
      last_message_at = least(conversations.last_message_at, coalesce(newest.created_at, '-infinity')),
      last_message_failed = coalesce(newest.has_failed, false)
    from (
      select text.*, newest.* from unnest(
        ${texts.map(({ conversation_id }) => conversation_id)}::uuid[], ${texts.map(({ message_id }) => message_id)}::uuid[])
        as text (conversation_id, message_id)
      left join lateral (
        select id, created_at, ${sql.raw(isFailure('status'))} as has_failed from messages
        where messages.team_id = ${tx.teamId} and messages.conversation_id = text.conversation_id and status <> 'canceled'
        order by id desc limit 1) as newest on true) as newest
    where conversations.team_id = ${tx.teamId} and conversations.id = newest.conversation_id
      and (newest.id is null or newest.id < newest.message_id)`.execute(tx.db);
}

/** For whom has written since a text that never left, and had no answer in between. */
async function haveWaitedLonger(
  tx: TeamTransaction,
  conversationId: string,
  messageId: string,
  waitedSince: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update conversations set waiting_since = least(waiting_since, ${waitedSince}::timestamptz)
    where team_id = ${tx.teamId} and id = ${conversationId} and waiting_since is not null and not exists (
      select from messages where team_id = ${tx.teamId} and conversation_id = ${conversationId}
        and messages.id > ${messageId}::uuid and direction = 'outbound' and status <> 'canceled')`.execute(tx.db);
  return numAffectedRows === 1n;
}

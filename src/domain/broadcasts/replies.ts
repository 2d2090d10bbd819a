import { sql } from 'kysely';
import { newestChange } from '../../platform/events.ts';
import type { Turns } from '../../platform/turns.ts';
import { announce, type Floor, inTransaction, type TeamTransaction } from '../floor.ts';
import { isUnderWay } from '../messages/messages.ts';
import { readKeyword } from '../people/people.ts';
import { changed } from './changed.ts';

/** So many changes are looked through at once. */
const pageSize = 2000;

/**
 * Follows what changes in the teams that have a broadcast out: finds which texts that came in are replies, and tells
 * browsers, together, what has become of its texts.
 * @returns whether there is more to do at once.
 */
export async function followReplies(floor: Floor, turns: Turns): Promise<boolean> {
  const { rows } = await sql<{ team_id: string }>`
    select distinct team_id from broadcasts where listens_until > ${floor.clock.now()}
      and not team_id = any (${turns.resting()}::uuid[])`.execute(floor.db);
  let hasMore = false;
  for (const { team_id: teamId } of rows)
    await turns.take({ teamId, id: teamId }, async () => {
      if (await inTransaction({ ...floor, teamId }, follow)) hasMore = true;
    });
  return hasMore;
}

/** Has the team followed from here on, in the transaction that writes texts, unless it is followed already. */
export async function listen(tx: TeamTransaction): Promise<void> {
  await sql`
    insert into broadcast_looks (team_id, seen_to) values (${tx.teamId}::uuid, ${await newestChange(tx)})
    on conflict (team_id) do update set seen_to = excluded.seen_to
    where not exists (select from broadcasts where team_id = ${tx.teamId}::uuid
      and listens_until > ${tx.clock.now()})`.execute(tx.db);
}

async function follow(tx: TeamTransaction): Promise<boolean> {
  const newest = await newestChange(tx);
  const { rows } = await sql<{ seen_to: string }>`
    select seen_to from broadcast_looks where team_id = ${tx.teamId}::uuid for update`.execute(tx.db);
  const from = Number(rows[0]?.seen_to ?? newest);
  if (from >= newest) return false;
  const to = Math.min(newest, from + pageSize);
  await keepReplies(tx, from, to);
  await tellProgress(tx, from, to);
  await sql`update broadcast_looks set seen_to = ${to} where team_id = ${tx.teamId}::uuid`.execute(tx.db);
  return to < newest;
}

interface Reply {
  broadcast_id: string;
  person_id: string;
  conversation_id: string;
  message_id: string;
  body: string;
}

/** The first text of somebody after a broadcast, when no other and no question was sent in between, and it answers none. */
async function keepReplies(tx: TeamTransaction, from: number, to: number): Promise<void> {
  const { rows } = await sql<Reply>`
    with came as (
      select distinct messages.team_id, messages.conversation_id, messages.id, messages.body, conversations.person_id
      from events
      join messages on messages.team_id = events.team_id and messages.id = events.message_id
        and messages.direction = 'inbound'
      join conversations on conversations.team_id = messages.team_id and conversations.id = messages.conversation_id
      where events.team_id = ${tx.teamId}::uuid and events.number > ${from} and events.number <= ${to}
        and events.kind = 'message.created')
    select sent.broadcast_id, came.person_id, came.conversation_id, came.id as message_id, came.body
    from came cross join lateral (
      select recipients.broadcast_id, recipients.message_id from broadcast_recipients as recipients
      join broadcasts on broadcasts.team_id = recipients.team_id and broadcasts.id = recipients.broadcast_id
        and broadcasts.listens_until > ${tx.clock.now()}
      join messages as text on text.team_id = recipients.team_id and text.id = recipients.message_id
        and text.status not in ('canceled', 'failed')
        and (text.status not in ('scheduled', 'queued') or ${isUnderWay('text')})
      where recipients.team_id = came.team_id and recipients.person_id = came.person_id
        and recipients.message_id < came.id
      order by recipients.message_id desc limit 1) as sent
    where not exists (select from ask_texts where ask_texts.team_id = came.team_id
        and ask_texts.conversation_id = came.conversation_id and ask_texts.message_id > sent.message_id
        and ask_texts.message_id < came.id)
      and not exists (select from reply_matches where reply_matches.team_id = came.team_id
        and reply_matches.message_id = came.id and replaced_at is null and outcome <> 'chat')
    order by came.id`.execute(tx.db);
  // A STOP is no answer to anything.
  for (const reply of rows.filter(({ body }) => readKeyword(body, false) === null)) {
    const kept = await tx.db
      .insertInto('broadcast_replies')
      .values({
        team_id: tx.teamId,
        message_id: reply.message_id,
        broadcast_id: reply.broadcast_id,
        person_id: reply.person_id,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('message_id')
      .executeTakeFirst();
    if (!kept) continue;
    announce(tx, { kind: 'message.changed', conversationId: reply.conversation_id, messageId: reply.message_id });
    await changed(tx, reply.broadcast_id);
  }
}

async function tellProgress(tx: TeamTransaction, from: number, to: number): Promise<void> {
  const told = new Set(tx.changes.map(({ subjectId }) => subjectId));
  const { rows } = await sql<{ broadcast_id: string }>`
    select distinct broadcast_id from events join broadcast_recipients as recipients
      on recipients.team_id = events.team_id and recipients.message_id = events.message_id
    where events.team_id = ${tx.teamId}::uuid and events.number > ${from} and events.number <= ${to}
      and events.kind = 'message.changed'`.execute(tx.db);
  for (const { broadcast_id: id } of rows) if (!told.has(id)) await changed(tx, id);
}

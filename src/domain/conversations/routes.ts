import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';

/** The way to one of many people, and what a text to them may say of them. */
export interface ManyRoute {
  conversationId: string;
  lineId: string | null;
  person: { name: string; fields: Record<string, string>; isPractice: boolean; timeZone: string | null };
  /** The address that we text; null when there is none that can be answered. */
  address: string | null;
  /** They have, or seem to ask for it and nobody has looked yet. */
  hasOptedOut: boolean;
}

/**
 * Finds the ways to many people at once, and keeps their conversations locked until the commit, in the order in which all
 * do who lock several. Conversations that do not exist are left out.
 */
export async function findRoutes(tx: TeamTransaction, conversationIds: string[]): Promise<ManyRoute[]> {
  // By itself: what is read by the statement that waits is as it was before the wait, when nobody had asked us to stop.
  await sql`select from conversations where team_id = ${tx.teamId}::uuid and id = any (${conversationIds}::uuid[])
    order by id for no key update`.execute(tx.db);
  const { rows } = await sql<ManyRoute>`
    select conversation.id as "conversationId", conversation.line_id as "lineId", phone.address,
      json_build_object('name', person.name, 'fields', person.fields, 'isPractice', person.is_practice,
        'timeZone', person.time_zone) as person,
      exists (select from opt_outs where opt_outs.team_id = ${tx.teamId}::uuid and opt_outs.address = phone.address
        and ended_at is null) or exists (select from stop_requests where stop_requests.team_id = ${tx.teamId}::uuid
        and stop_requests.address = phone.address and settled_at is null) as "hasOptedOut"
    from (
      select id, line_id, person_id from conversations
      where team_id = ${tx.teamId}::uuid and id = any (${conversationIds}::uuid[]) order by id offset 0) as conversation
    cross join lateral (
      select name, fields, is_practice, time_zone from people
      where people.team_id = ${tx.teamId}::uuid and people.id = conversation.person_id offset 0) as person
    left join lateral (
      select case when kind <> 'sender_name' then address end as address from phones
      where phones.team_id = ${tx.teamId}::uuid and phones.person_id = conversation.person_id
      order by position limit 1) as phone on true`.execute(tx.db);
  return rows;
}

/**
 * Puts texts of ours that went to many at the heads of their conversations, which are locked. Nobody has answered those
 * who wait: they go on waiting.
 */
export async function noteToMany(
  tx: TeamTransaction,
  texts: { conversationId: string; messageId: string; lineId: string }[],
): Promise<void> {
  await sql`
    update conversations set last_message_id = text.message_id, last_message_at = ${tx.clock.now()}::timestamptz,
      last_message_failed = false, line_id = text.line_id
    from unnest(
      ${texts.map(({ conversationId }) => conversationId)}::uuid[], ${texts.map(({ messageId }) => messageId)}::uuid[],
      ${texts.map(({ lineId }) => lineId)}::uuid[]) as text (conversation_id, message_id, line_id)
    where conversations.team_id = ${tx.teamId}::uuid and conversations.id = text.conversation_id`.execute(tx.db);
}

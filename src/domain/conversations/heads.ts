import { type RawBuilder, sql } from 'kysely';

/**
 * A part of a larger statement: the conversations with whoever has one of some addresses, locked until the commit, in the
 * order of their ids, so that two who lock several do not stop each other.
 */
export function lockHeads(teamId: string, addresses: string[]): RawBuilder<unknown> {
  return sql`
    select id, person_id, last_message_id from conversations
    where team_id = ${teamId}::uuid and person_id = any (array(
      select person_id from phones where team_id = ${teamId}::uuid and address = any (${addresses}::text[])))
    order by id for no key update`;
}

/** A part of a larger statement: puts the newest row of `received` at the head of its conversation, as `noteMessage` does. */
export function raiseHeads(teamId: string, now: Date): RawBuilder<unknown> {
  return sql`
    update conversations set last_message_id = newest.message_id, last_message_at = ${now}::timestamptz,
      last_message_failed = false, line_id = newest.line_id, closed_at = null,
      waiting_since = coalesce(conversations.waiting_since, ${now}::timestamptz)
    from (
      select distinct on (conversation_id) conversation_id, message_id, line_id from received
      order by conversation_id, message_id desc
    ) as newest
    where conversations.team_id = ${teamId}::uuid and conversations.id = newest.conversation_id`;
}

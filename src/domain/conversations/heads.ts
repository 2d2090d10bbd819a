import { type RawBuilder, sql } from 'kysely';

/**
 * A part of a larger statement: the conversations with whoever has one of some addresses, locked until the commit, in the
 * order of their ids, so that two who lock several do not stop each other.
 */
export function lockHeads(teamId: string, addresses: string[]): RawBuilder<unknown> {
  return sql`
    select conversations.id, conversations.last_message_id, phones.address, people.is_practice
    from phones
    join people on people.team_id = ${teamId}::uuid and people.id = phones.person_id
    join conversations on conversations.team_id = ${teamId}::uuid and conversations.person_id = phones.person_id
    where phones.team_id = ${teamId}::uuid and phones.address = any (${addresses}::text[])
    order by conversations.id for no key update of conversations`;
}

/** A part of a larger statement: opens the conversations of `strangers` of whom `people_made` made people. */
export function openForStrangers(teamId: string, now: Date): RawBuilder<unknown> {
  return sql`
    insert into conversations (team_id, id, person_id, created_at)
    select ${teamId}::uuid, conversation_id, person_id, ${now}::timestamptz
    from strangers join people_made on people_made.id = strangers.person_id`;
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

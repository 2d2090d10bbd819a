import { $now, $team, each, isSame } from '../../platform/statement.ts';

/**
 * A part of a larger statement: the rows of `fresh`, each with the conversation of whoever has its address, and with the
 * newest message that this has (`seen_id`). Leaves out strangers; people from practice over a real line; and
 * conversations whose newest message is newer than `oldestId`.
 */
export const knownHeads = (oldestId: string) => `
    select fresh.*, conversation.id as conversation_id, conversation.last_message_id as seen_id
    from fresh
    cross join lateral ${each(`
      select person_id from phones where phones.team_id = ${$team} and phones.address = fresh.address`)} as phone
    cross join lateral ${each(`
      select is_practice from people where people.team_id = ${$team} and people.id = phone.person_id`)} as person
    cross join lateral ${each(`
      select id, last_message_id from conversations
      where conversations.team_id = ${$team} and conversations.person_id = phone.person_id`)} as conversation
    where (fresh.is_practice or not person.is_practice)
      and (conversation.last_message_id is null or conversation.last_message_id < ${oldestId})`;

/**
 * A part of a larger statement: puts the newest row of `ready` at the head of its conversation, as `noteMessage` does, and
 * so keeps this locked until the commit. Where somebody has written since the statement looked, nothing is done: that
 * head is another by the time it is ours. Answers the conversations that it has raised.
 */
export const raiseHeads = `
    update conversations set last_message_id = newest.message_id, last_message_at = ${$now}, last_message_failed = false,
      last_inbound_id = newest.message_id, line_id = newest.line_id, closed_at = null, snoozed_until = null,
      waiting_since = coalesce(conversations.waiting_since, ${$now})
    from (
      select distinct on (conversation_id) team_id, conversation_id, seen_id, message_id, line_id from ready
      order by conversation_id, message_id desc
    ) as newest
    where ${isSame('conversations', { team_id: 'newest.team_id', id: 'newest.conversation_id' })}
      and conversations.last_message_id is not distinct from newest.seen_id
    returning conversations.id as conversation_id`;

/**
 * A part of a larger statement: says of each row of `changed` that is the newest message whether it failed, as
 * `noteFailure` does; in the order in which acts on many conversations lock them, so that none waits for the other.
 */
export const noteOutcomes = `
    update conversations set last_message_failed = changed.has_failed
    from (select * from changed order by conversation_id) as changed
    where ${isSame('conversations', { team_id: 'changed.team_id', id: 'changed.conversation_id' })}
      and conversations.last_message_id = changed.message_id
      and conversations.last_message_failed <> changed.has_failed`;

/** A part of a larger statement: opens the conversations of `strangers` of whom `people_made` made people. */
export const openForStrangers = `
    insert into conversations (team_id, id, person_id, created_at)
    select ${$team}, conversation_id, person_id, ${$now}
    from strangers join people_made on people_made.id = strangers.person_id`;

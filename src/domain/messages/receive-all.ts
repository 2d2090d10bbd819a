import { $now, $team, each, isAmong } from '../../platform/statement.ts';

/** A condition in a larger statement: that a row of `given` is a text which was never here. */
export const isNew = `
    not exists ${each(`select from messages
      where messages.line_id = given.line_id and messages.provider_id = given.provider_id`)}
    and not exists ${each(`select from forgotten_texts as forgotten where forgotten.team_id = ${$team}
      and forgotten.line_id = given.line_id and forgotten.provider_id = given.provider_id`)}`;

/** A condition in a larger statement: that no text to a row's conversation waits which is off if they write first. */
export const nothingIsOff = (row: string) => `
    not ${isAmong(
      `${row}.conversation_id`,
      `select outbox.conversation_id from outbox where outbox.team_id = ${$team} and outbox.unless_they_write`,
    )}`;

/**
 * A part of a larger statement: stores the texts in `ready` as `receive` does one, those whose conversations are `raised`.
 * Two processes that bring the same text at once meet at its conversation; if not, the provider's id makes one of them fail.
 */
export const receiveAll = `
    insert into messages (team_id, conversation_id, id, line_id, direction, from_address, to_address, body, media, segments,
      status, status_at, provider_id, created_at)
    select ${$team}, conversation_id, message_id, line_id, 'inbound', address, to_address, body, '[]', segments,
      'received', ${$now}, provider_id, ${$now}
    from ready where ${isAmong('conversation_id', 'select conversation_id from raised')}
    returning conversation_id, id as message_id`;

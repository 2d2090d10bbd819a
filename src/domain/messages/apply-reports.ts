import { $now, each, isAmong, isSame } from '../../platform/statement.ts';
import { isFailure, isRise } from '../message-status.ts';

const itsText = `
      select conversation_id, id from messages where messages.line_id = given.line_id
        and messages.provider_id = given.provider_id and messages.direction = 'outbound'`;

/**
 * A part of a larger statement: the conversations in which the rows of `given` have something fail, locked before their
 * texts and in the order in which acts on many lock them: as whoever merges or removes people goes.
 */
export const lockFailing = `
    select locked.id from (
      select given.team_id, failing.conversation_id from given cross join lateral ${each(itsText)} as failing
      where ${isFailure('given.status')} order by failing.conversation_id) as failing
    cross join lateral ${each(`
      select id from conversations where conversations.team_id = failing.team_id
        and conversations.id = failing.conversation_id
        for no key update`)} as locked`;

/**
 * A part of a larger statement: the rows of `given` that report on one of our texts, each with that text, which nobody can
 * remove any more. Of those that failed, the ones whose conversations are `locked`: others have just gone to another.
 */
export const findReported = `
    select given.*, reported.conversation_id, reported.id as message_id
    from given
    cross join lateral ${each(`${itsText} for no key update`)} as reported
    where (select count(*) from locked) >= 0
      and (not ${isFailure('given.status')} or ${isAmong('reported.conversation_id', 'select id from locked')})`;

/**
 * A part of a larger statement: applies the reports in `found`, one for each text, as `takeReport` does where the provider's
 * id is known, whatever conversation they have gone to meanwhile. Answers the texts for which it was news.
 */
export const applyReports = `
    update messages set status = found.status, status_at = ${$now}, error_code = found.code,
      from_address = coalesce(found.from_address, messages.from_address)
    from found
    where ${isSame('messages', { team_id: 'found.team_id', id: 'found.message_id' })}
      and ${isRise('messages.status', 'found.status')}
    returning messages.team_id, messages.conversation_id, messages.id as message_id, ${isFailure('messages.status')} as has_failed`;

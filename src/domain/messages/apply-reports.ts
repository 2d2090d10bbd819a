import { $now, each, isSame } from '../../platform/statement.ts';
import { isFailure, isRise } from '../message-status.ts';

/**
 * A part of a larger statement: the rows of `given` that report on one of our texts, each with that text, which nobody can
 * remove any more.
 */
export const findReported = `
    select given.*, reported.conversation_id, reported.id as message_id
    from given
    cross join lateral ${each(`
      select conversation_id, id from messages where messages.line_id = given.line_id
        and messages.provider_id = given.provider_id and messages.direction = 'outbound'
        for no key update`)} as reported`;

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

import { AppError, notFound } from '../../platform/errors.ts';
import { noteOutcome } from '../conversations/conversations.ts';
import { announce, inTransaction } from '../floor.ts';
import type { Member } from '../teams/teams.ts';
import { enqueue, lanes } from './outbox.ts';
import { setStatus } from './set-status.ts';
import { type Message, readMessage } from './stored-message.ts';

/** What a person makes of a text of which nobody knows whether it left. */
export type Choice = 'send_again' | 'leave';

/**
 * Ends a doubt. `send_again` makes a new attempt of the same text, `leave` gives it up. Once the doubt is over, by
 * somebody's choice or by a late report, another choice changes nothing: a double click sends once.
 * @throws AppError `not_found`, or `still_looking` while the provider is still being asked.
 */
export async function decide(member: Member, messageId: string, choice: Choice): Promise<Message> {
  return inTransaction(member, async (tx) => {
    const text = await tx.db
      .selectFrom('messages')
      .select(['conversation_id', 'line_id', 'status', 'error_code'])
      .where('team_id', '=', tx.teamId)
      .where('id', '=', messageId)
      .where('direction', '=', 'outbound')
      .forUpdate()
      .executeTakeFirst();
    if (!text) throw notFound('message');
    if (text.status === 'unknown') {
      const { conversation_id: conversationId, line_id: lineId } = text;
      if (!text.error_code || !doubts.includes(text.error_code)) throw stillLooking();
      if (choice === 'send_again') {
        await setStatus(tx, [messageId], ['unknown'], { status: 'queued', error_code: null });
        await enqueue(tx, { lineId, messageId, conversationId, dueAt: null, lane: lanes.oneToOne });
      } else {
        const words = 'Nobody knows whether this arrived, and it was not sent again.';
        await setStatus(tx, [messageId], ['unknown'], { status: 'failed', error_code: null, error_message: words });
        await noteOutcome(tx, conversationId, messageId, true);
      }
      announce(tx, { kind: 'message.changed', conversationId, messageId });
    }
    return readMessage(tx, messageId);
  });
}

const doubts: string[] = ['no_trace', 'several_traces', 'cannot_look'];

const stillLooking = () =>
  new AppError('still_looking', 'We are still asking whether this was sent. Decide when the search is over.');

import { AppError, notFound } from '../../platform/errors.ts';
import { findRoute, noteFailure } from '../conversations/conversations.ts';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import { type Member, mustManage, recordAct } from '../teams/teams.ts';
import { ownReasons } from './own-reasons.ts';
import { doubts } from './resolve-unknown.ts';
import { sendAgain } from './send-again.ts';
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
    await settle(tx, messageId, choice);
    return readMessage(tx, messageId);
  });
}

/**
 * The same for several texts, each by itself. Those in no doubt any more, or still looked for, stay as they are: the
 * answer counts how many doubts it has ended.
 * @throws AppError `forbidden` for members.
 */
export async function decideAll(member: Member, messageIds: string[], choice: Choice): Promise<number> {
  mustManage(member, 'decide about several texts at once');
  const batchId = messageIds.length > 1 ? member.newId() : undefined;
  let ended = 0;
  for (const messageId of new Set(messageIds)) {
    const isEnded = await inTransaction(member, (tx) => settle(tx, messageId, choice, batchId)).catch((error) => {
      if (error instanceof AppError) return false;
      throw error;
    });
    if (isEnded) ended += 1;
  }
  return ended;
}

async function settle(tx: Transacting<Member>, messageId: string, choice: Choice, batchId?: string): Promise<boolean> {
  await lockConversation(tx, messageId);
  const text = await tx.db
    .selectFrom('messages')
    .select(['conversation_id', 'line_id', 'to_address', 'status', 'error_code'])
    .where('team_id', '=', tx.teamId)
    .where('id', '=', messageId)
    .where('direction', '=', 'outbound')
    .forUpdate()
    .executeTakeFirst();
  if (!text) throw notFound('message');
  if (text.status !== 'unknown') return false;
  const { conversation_id: conversationId, line_id: lineId, error_code: code } = text;
  if (!doubts.some((doubt) => doubt === code)) throw stillLooking();
  if (choice === 'send_again') {
    await sendAgain(tx, { lineId, messageId, conversationId, to: text.to_address });
  } else {
    await setStatus(tx, [messageId], ['unknown'], {
      status: 'failed',
      error_code: null,
      error_message: ownReasons.leftInDoubt,
    });
    await noteFailure(tx, conversationId, messageId);
  }
  const act = { kind: 'message.decided' as const, conversationId, messageId, after: { choice } };
  await recordAct(tx, { ...act, ...(batchId && { batchId }) });
  announce(tx, { kind: 'message.changed', conversationId, messageId });
  return true;
}

/** As whoever writes into it does, before the text: they may be asking us to stop at this moment. */
async function lockConversation(tx: Transacting<Member>, messageId: string): Promise<void> {
  const row = await tx.db
    .selectFrom('messages')
    .select('conversation_id')
    .where('team_id', '=', tx.teamId)
    .where('id', '=', messageId)
    .executeTakeFirst();
  if (row) await findRoute(tx, row.conversation_id, { isLocked: true });
}

const stillLooking = () =>
  new AppError('still_looking', 'We are still asking whether this was sent. Decide when the search is over.');

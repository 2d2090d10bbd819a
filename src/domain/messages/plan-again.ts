import { AppError, notFound } from '../../platform/errors.ts';
import { findRoute } from '../conversations/conversations.ts';
import { inTransaction, type Transacting } from '../floor.ts';
import { lockActs, type Member, markUndone } from '../teams/teams.ts';
import { enclosuresOf } from './media.ts';
import { type Message, readMessage } from './stored-message.ts';
import { writeDown } from './write.ts';

/** What a member has cancelled, as its act keeps it. */
export interface Plan {
  sendAt?: string;
  cancelIfTheyWriteFirst?: true | undefined;
}

/**
 * Plans a text again that this member has cancelled, as it was then: as another text, since one that was taken back stays so.
 * @throws as `write`; `too_late` when its time has passed; `changed_since` when somebody else or nobody has cancelled it, it
 * is planned again already, or they wrote and it was only wanted as long as they were silent.
 */
export async function planAgain(member: Member, messageId: string): Promise<Message> {
  return inTransaction(member, async (tx) => {
    const text = await tx.db
      .selectFrom('messages')
      .select('conversation_id')
      .where('team_id', '=', tx.teamId)
      .where('id', '=', messageId)
      .where('direction', '=', 'outbound')
      .executeTakeFirst();
    if (!text) throw notFound('message');
    const { conversation_id: conversationId } = text;
    const route = await findRoute(tx, conversationId, { isLocked: true });
    const act = await ownCancellation(tx, conversationId, messageId);
    const { sendAt, cancelIfTheyWriteFirst } = (act?.before ?? {}) as Plan;
    const unwanted = cancelIfTheyWriteFirst && (await haveWrittenSince(tx, conversationId, messageId));
    if (!act || act.undoneAt || !sendAt || unwanted)
      throw new AppError('changed_since', 'Something has changed here since. The text was not planned again.');
    const at = new Date(sendAt);
    if (at <= tx.clock.now()) throw new AppError('too_late', 'Its time has passed, so it was not planned again.');
    await markUndone(tx, [act.id]);
    const canceled = await readMessage(tx, messageId);
    const { body } = canceled;
    const enclosures = await enclosuresOf(tx, canceled);
    return writeDown(tx, {
      conversationId,
      route,
      body,
      input: { body, sendAt: at, cancelIfTheyWriteFirst },
      enclosures,
    });
  });
}

async function ownCancellation(tx: Transacting<Member>, conversationId: string, messageId: string) {
  const act = await tx.db
    .selectFrom('acts')
    .select('id')
    .where('team_id', '=', tx.teamId)
    .where('conversation_id', '=', conversationId)
    .where('message_id', '=', messageId)
    .where('kind', '=', 'message.canceled')
    .where('member_id', '=', tx.memberId)
    .executeTakeFirst();
  return act && (await lockActs(tx, act.id))[0];
}

/** Since the text was planned: before it was cancelled, their writing would have cancelled it. */
async function haveWrittenSince(tx: Transacting<Member>, conversationId: string, messageId: string): Promise<boolean> {
  const theirs = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('team_id', '=', tx.teamId)
    .where('conversation_id', '=', conversationId)
    .where('id', '>', messageId)
    .where('direction', '=', 'inbound')
    .limit(1)
    .executeTakeFirst();
  return theirs !== undefined;
}

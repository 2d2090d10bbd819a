import { sql } from 'kysely';
import { AppError, notFound } from '../../platform/errors.ts';
import { findRoute, noteAllTakenBack, noteTakenBack } from '../conversations/conversations.ts';
import { announce, inTransaction, type TeamTransaction } from '../floor.ts';
import { wakeLine } from '../lines/lines.ts';
import { type Member, recordAct } from '../teams/teams.ts';
import { readBody } from './body.ts';
import { fillFields } from './fill-fields.ts';
import { dequeue, dueAt, lanes } from './outbox.ts';
import { ownReasons } from './own-reasons.ts';
import type { Plan } from './plan-again.ts';
import { countSegments } from './segments.ts';
import { setStatus } from './set-status.ts';
import { type Message, readMessage } from './stored-message.ts';

/** What may be changed in a text that has not begun to leave; what is left out stays. */
export interface Change {
  body?: string | undefined;
  /** Null is now. */
  sendAt?: Date | null | undefined;
}

/**
 * Changes a text that waits, planned or not, until the moment in which it is taken to be sent.
 * @throws AppError `invalid`, `not_found`, or `already_leaving` from that moment on.
 */
export async function change(member: Member, messageId: string, { body, sendAt }: Change): Promise<Message> {
  return inTransaction(member, async (tx) => {
    const waiting = await hold(tx, messageId);
    const before = await readMessage(tx, messageId);
    const hasPictures = before.media.length > 0;
    const { person } = await findRoute(tx, waiting.conversation_id);
    const words = body === undefined ? undefined : await fillFields(tx, person, readBody(body, { hasPictures }));
    const now = tx.clock.now();
    await tx.db
      .updateTable('messages')
      .set({
        ...(words !== undefined && { body: words, segments: hasPictures ? 1 : countSegments(words).segments }),
        ...(sendAt !== undefined && { status: sendAt ? 'scheduled' : 'queued', status_at: now }),
      })
      .where('team_id', '=', tx.teamId)
      .where('conversation_id', '=', waiting.conversation_id)
      .where('id', '=', messageId)
      .execute();
    // Written anew for other words, too: whoever takes it in this moment has read those of before, and leaves it then.
    await tx.db
      .updateTable('outbox')
      .set(
        sendAt === undefined
          ? { due_at: sql.ref('due_at') }
          : { due_at: dueAt(sendAt), open_until: null, waits_for: null },
      )
      .where('team_id', '=', tx.teamId)
      .where('line_id', '=', waiting.line_id)
      .where('message_id', '=', messageId)
      .execute();
    if (sendAt !== undefined) await wakeLine(tx, waiting.line_id);
    const after = await readMessage(tx, messageId);
    const { conversation_id: conversationId } = waiting;
    const told = (message: Message) => ({
      ...(words !== undefined && { body: message.body }),
      ...(sendAt !== undefined && { sendAt: message.sendAt ?? null }),
    });
    await recordAct(tx, {
      kind: 'message.changed',
      conversationId,
      messageId,
      before: told(before),
      after: told(after),
    });
    announce(tx, { kind: 'message.changed', conversationId, messageId });
    return after;
  });
}

/**
 * Takes back a text that waits, until the moment in which it is taken to be sent. It stays in its conversation, cancelled,
 * and whoever was waiting for an answer waits again; taking it back again changes nothing.
 * @throws AppError `not_found`, or `already_leaving` from that moment on.
 */
export async function cancel(member: Member, messageId: string): Promise<Message> {
  return inTransaction(member, async (tx) => {
    const waiting = await hold(tx, messageId, 'canceled');
    if (waiting) {
      const { sendAt, cancelIfTheyWriteFirst } = await readMessage(tx, messageId);
      await drop(tx, [waiting], null);
      await leaveWaiting(tx, waiting, messageId);
      // Texts behind it need not wait any longer.
      await wakeLine(tx, waiting.line_id);
      await recordAct(tx, {
        kind: 'message.canceled',
        conversationId: waiting.conversation_id,
        messageId,
        ...(sendAt && { before: { sendAt: sendAt.toISOString(), cancelIfTheyWriteFirst } satisfies Plan }),
      });
    }
    return readMessage(tx, messageId);
  });
}

/**
 * The person waits as before. When somebody wrote to them since, the next of these texts is their answer: taking that back as
 * well will have them wait, if it has not left. What goes to many, or says itself, answers nobody.
 */
async function leaveWaiting(tx: TeamTransaction, taken: Waiting, messageId: string): Promise<void> {
  const { conversation_id: conversationId, waited_since: waitedSince } = taken;
  announce(tx, { kind: 'conversation.changed', conversationId });
  if ((await noteTakenBack(tx, conversationId, messageId, waitedSince)) || !waitedSince) return;
  await sql`
    update outbox set waited_since = least(waited_since, ${waitedSince}::timestamptz)
    where team_id = ${tx.teamId}::uuid and conversation_id = ${conversationId}::uuid and message_id = (
      select id from messages where team_id = ${tx.teamId}::uuid and conversation_id = ${conversationId}::uuid
        and id > ${messageId}::uuid and direction = 'outbound' and status <> 'canceled' and sent_by is not null
        and not exists (${toMany('outbox')}) and not exists (${toMany('attempts')})
      order by id limit 1)`.execute(tx.db);
}

const toMany = (table: 'outbox' | 'attempts') => sql`
  select from ${sql.table(table)} as one where one.team_id = messages.team_id
    and one.conversation_id = messages.conversation_id and one.message_id = messages.id and lane = ${sql.lit(lanes.toMany)}`;

/** Takes back the planned texts of a conversation that nobody wants once the person has written, in the transaction that brings the person's text. */
export async function theyWrote(tx: TeamTransaction, conversationId: string): Promise<void> {
  const waiting = await tx.db
    .selectFrom('outbox')
    .select(['line_id', 'message_id', 'conversation_id', 'waited_since'])
    .where('team_id', '=', tx.teamId)
    .where('conversation_id', '=', conversationId)
    .where('unless_they_write', '=', true)
    .orderBy('message_id')
    .forUpdate()
    .execute();
  await drop(tx, waiting, ownReasons.wroteFirst);
  for (const text of waiting) await leaveWaiting(tx, text, text.message_id);
}

/**
 * Takes back all that waits for somebody and has not begun to leave, save what a member has written to them alone. Their
 * conversation is locked.
 */
export async function takeBackImpersonal(
  tx: TeamTransaction,
  conversationId: string,
  why: keyof typeof ownReasons,
): Promise<void> {
  const waiting = await tx.db
    .selectFrom('outbox')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.team_id', '=', 'outbox.team_id')
        .onRef('messages.conversation_id', '=', 'outbox.conversation_id')
        .onRef('messages.id', '=', 'outbox.message_id'),
    )
    .select('outbox.message_id')
    .where('outbox.team_id', '=', tx.teamId)
    .where('outbox.conversation_id', '=', conversationId)
    .where((or) => or.or([or('outbox.lane', '=', lanes.toMany), or('messages.sent_by', 'is', null)]))
    .execute();
  await takeBack(
    tx,
    waiting.map(({ message_id }) => message_id),
    why,
  );
}

/** Takes back texts of ours that nobody wants any more, as far as they have not begun to leave. Their conversations are locked. */
export async function takeBack(tx: TeamTransaction, messageIds: string[], why: keyof typeof ownReasons): Promise<void> {
  if (messageIds.length === 0) return;
  const waiting = await tx.db
    .selectFrom('outbox')
    .select(['line_id', 'message_id', 'conversation_id', 'waited_since'])
    .where('team_id', '=', tx.teamId)
    .where('message_id', 'in', messageIds)
    .orderBy('message_id')
    .forUpdate()
    .execute();
  await drop(tx, waiting, ownReasons[why]);
  // Nobody had waited for what goes to many: that can be done for all at once.
  const [answers, others] = [true, false].map((isAnswer) =>
    waiting.filter(({ waited_since }) => (waited_since !== null) === isAnswer),
  ) as [Waiting[], Waiting[]];
  await noteAllTakenBack(tx, others);
  for (const { conversation_id: conversationId } of others)
    announce(tx, { kind: 'conversation.changed', conversationId });
  for (const text of answers) await leaveWaiting(tx, text, text.message_id);
}

interface Waiting {
  line_id: string;
  message_id: string;
  conversation_id: string;
  waited_since: Date | null;
}

/** Keeps a text from being taken until the commit. */
async function hold(tx: TeamTransaction, messageId: string): Promise<Waiting>;
async function hold(tx: TeamTransaction, messageId: string, isDone: 'canceled'): Promise<Waiting | null>;
async function hold(tx: TeamTransaction, messageId: string, isDone?: 'canceled'): Promise<Waiting | null> {
  const message = await tx.db
    .selectFrom('messages')
    .select(['line_id', 'conversation_id'])
    .where('team_id', '=', tx.teamId)
    .where('id', '=', messageId)
    .where('direction', '=', 'outbound')
    .executeTakeFirst();
  if (!message) throw notFound('message');
  // First the conversation, as whoever writes into it does: the other way round, each would wait for the other.
  await findRoute(tx, message.conversation_id, { isLocked: true });
  const waiting = await tx.db
    .selectFrom('outbox')
    .select(['line_id', 'message_id', 'conversation_id', 'waited_since'])
    .where('team_id', '=', tx.teamId)
    .where('line_id', '=', message.line_id)
    .where('message_id', '=', messageId)
    .forUpdate()
    .executeTakeFirst();
  if (waiting) return waiting;
  const { status } = await readMessage(tx, messageId);
  if (status === isDone) return null;
  throw new AppError('already_leaving', 'This text is already on its way.');
}

async function drop(tx: TeamTransaction, texts: Waiting[], reason: string | null): Promise<void> {
  const idsOf = (some: Waiting[]) => some.map(({ message_id }) => message_id);
  for (const [lineId, some] of Map.groupBy(texts, ({ line_id }) => line_id)) await dequeue(tx, lineId, idsOf(some));
  await setStatus(tx, idsOf(texts), ['scheduled', 'queued'], { status: 'canceled', error_message: reason });
  for (const { message_id: messageId, conversation_id: conversationId } of texts)
    announce(tx, { kind: 'message.changed', conversationId, messageId });
}

import { AppError, notFound } from '../../platform/errors.ts';
import { findRoute, noteMessage, type Route, waitingSince } from '../conversations/conversations.ts';
import { announce, inTransaction, type TeamScope, type Transacting } from '../floor.ts';
import { mustNotBeBlocked, readLimits } from '../limits/limits.ts';
import { chooseFor, type Line } from '../lines/lines.ts';
import { hasFailed } from '../message-status.ts';
import { isOptedOut } from '../people/people.ts';
import type { Member } from '../teams/teams.ts';
import { readBody } from './body.ts';
import { dropSentDraft } from './drafts.ts';
import { isFilledFrom } from './fields.ts';
import { fillFields } from './fill-fields.ts';
import { freeRetries } from './free-retries.ts';
import { type Enclosure, enclose, enclosed, enclosuresOf } from './media.ts';
import { enqueue, lanes } from './outbox.ts';
import { countSegments } from './segments.ts';
import { type Message, readMessage, selectMessages, toMessage } from './stored-message.ts';
import { takeUploads } from './uploads.ts';

export interface NewMessage {
  body: string;
  /** The same key with the same words is the same message, however often it comes. */
  idempotencyKey?: string | undefined;
  sendAt?: Date | undefined;
  /** It leaves this much later, so that it can be taken back until then. */
  undoSeconds?: number | undefined;
  /** Pictures that were uploaded before, each with what it shows, for those who do not see it. */
  pictures?: { id: string; alt: string | null }[] | undefined;
  /** The draft of these words stays: the author has taken the text back already. */
  keepsDraft?: boolean | undefined;
  /** It is cancelled when the person writes before it leaves. */
  cancelIfTheyWriteFirst?: boolean | undefined;
}

/**
 * Writes a text to the person of a conversation. It is sent in the background; this only writes it down, with its place
 * in the queue, in one transaction.
 * @throws AppError `invalid`, `not_found`, `opted_out`, `no_line`, `blocked_number`, `blocked_country`, or `idempotency_key_reused` for a known key with other words.
 */
export async function write(member: Member, conversationId: string, input: NewMessage): Promise<Message> {
  const pictures = input.pictures ?? [];
  const typed = readBody(input.body, { hasPictures: pictures.length > 0 });
  return inTransaction(member, async (tx) => {
    const route = await findRoute(tx, conversationId, { isLocked: true });
    const known = await findByKey(tx, input.idempotencyKey);
    if (known) {
      if (known.conversationId !== conversationId || !(await isSame(tx, known, typed, pictures))) throw keyIsReused();
      return known;
    }
    const body = await fillFields(tx, route.person, typed);
    const uploads = await takeUploads(
      tx,
      pictures.map(({ id }) => id),
    );
    const enclosures = uploads.map(({ id: fileId, ...facts }, at) => ({ ...facts, fileId, alt: pictures[at]!.alt }));
    if (!input.keepsDraft) await dropSentDraft(tx, conversationId, typed);
    return writeDown(tx, { conversationId, route, body, input, enclosures });
  });
}

/**
 * Sends a text that did not arrive once more, as another text beside it. However often this is asked, and by whomever,
 * there is one; another when that one was taken back.
 * @throws as `write`, and `did_not_fail` while it may still arrive.
 */
export async function retry(member: Member, messageId: string, idempotencyKey?: string): Promise<Message> {
  const { conversationId, body, ...failed } = await find(member, messageId);
  return inTransaction(member, async (tx) => {
    const route = await findRoute(tx, conversationId, { isLocked: true });
    const known = await selectMessages(tx).where('messages.retry_of', '=', messageId).executeTakeFirst();
    const isTakenBack = known?.status === 'canceled' && (!idempotencyKey || known.idempotency_key !== idempotencyKey);
    if (known && !isTakenBack) return toMessage(tx, known);
    const { direction, status } = await find(tx, messageId);
    if (direction === 'inbound' || !hasFailed(status)) {
      throw new AppError('did_not_fail', 'This text has not failed, so it is not sent again.');
    }
    const enclosures = await enclosuresOf(tx, failed);
    await freeRetries(tx, [messageId]);
    return writeDown(tx, {
      conversationId,
      route,
      body,
      input: { body, idempotencyKey },
      enclosures,
      retryOf: messageId,
    });
  });
}

interface Draft {
  conversationId: string;
  route: Route;
  body: string;
  input: NewMessage;
  enclosures: Enclosure[];
  retryOf?: string;
}

/** Writes a text down, with its place in the queue; the conversation is locked. */
export async function writeDown(tx: Transacting<Member>, draft: Draft): Promise<Message> {
  const { conversationId, route, input } = draft;
  const to = await addressOf(tx, route);
  const line = await chooseFor(tx, route.person, route.lineId);
  if (!line.isPractice) mustNotBeBlocked(await readLimits(tx), to);
  const waitedSince = await waitingSince(tx, conversationId);
  const messageId = await insert(tx, { ...draft, line, to });
  await enclose(tx, { id: messageId, conversationId }, draft.enclosures);
  await noteMessage(tx, conversationId, { id: messageId, lineId: line.id, isInbound: false, wantsAnswer: false });
  await enqueue(tx, {
    lineId: line.id,
    messageId,
    conversationId,
    dueAt: input.sendAt ?? null,
    afterSeconds: input.undoSeconds ?? 0,
    lane: lanes.oneToOne,
    unlessTheyWrite: input.cancelIfTheyWriteFirst ?? false,
    waitedSince,
  });
  announce(tx, { kind: 'message.created', conversationId, messageId });
  return readMessage(tx, messageId);
}

async function find(scope: TeamScope, messageId: string): Promise<Message> {
  const row = await selectMessages(scope).where('messages.id', '=', messageId).executeTakeFirst();
  if (!row) throw notFound('message');
  return toMessage(scope, row);
}

async function addressOf(scope: TeamScope, { person }: Route): Promise<string> {
  const address = person.addresses[0];
  if (!address || address.kind === 'sender_name') {
    throw new AppError('invalid', `${person.name} has no number that can be answered.`, {
      body: 'There is no number to send this to.',
    });
  }
  if (await isOptedOut(scope, address.value)) {
    throw new AppError('opted_out', `${person.name} has opted out. They must text START before you can text them.`);
  }
  return address.value;
}

async function insert(tx: Transacting<Member>, text: Draft & { line: Line; to: string }): Promise<string> {
  const now = tx.clock.now();
  const row = await tx.db
    .insertInto('messages')
    .values({
      team_id: tx.teamId,
      conversation_id: text.conversationId,
      id: tx.newId(),
      line_id: text.line.id,
      direction: 'outbound',
      from_address: text.line.number,
      to_address: text.to,
      body: text.body,
      media: enclosed(text.enclosures),
      // With pictures it is a multimedia message, which is never cut into parts.
      segments: text.enclosures.length > 0 ? 1 : countSegments(text.body).segments,
      status: text.input.sendAt ? 'scheduled' : 'queued',
      status_at: now,
      sent_by: tx.memberId,
      idempotency_key: text.input.idempotencyKey ?? null,
      retry_of: text.retryOf ?? null,
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['team_id', 'sent_by', 'idempotency_key']).where('idempotency_key', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  // The lock on the conversation keeps its own repeats apart: this one is in another conversation.
  if (!row) throw keyIsReused();
  return row.id;
}

async function findByKey(member: Member, key: string | undefined): Promise<Message | null> {
  if (!key) return null;
  const row = await selectMessages(member)
    .where('messages.sent_by', '=', member.memberId)
    .where('messages.idempotency_key', '=', key)
    .executeTakeFirst();
  return row ? toMessage(member, row) : null;
}

/** By the words as they were typed: what fields stand for may have changed since. */
async function isSame(scope: TeamScope, known: Message, typed: string, pictures: { id: string }[]): Promise<boolean> {
  if (!isFilledFrom(typed, known.body)) return false;
  const ids = (await enclosuresOf(scope, known)).map(({ fileId }) => fileId);
  return ids.join() === pictures.map(({ id }) => id.toLowerCase()).join();
}

const keyIsReused = () => new AppError('idempotency_key_reused', 'This Idempotency-Key was used for another text.');

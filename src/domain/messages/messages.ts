import { sql } from 'kysely';
import { AppError, invalid, notFound } from '../../platform/errors.ts';
import { recordChanges } from '../../platform/events.ts';
import { storable } from '../../platform/storable.ts';
import { findRoute, noteMessage, type Route } from '../conversations/conversations.ts';
import { inTransaction, type TeamScope } from '../floor.ts';
import { chooseFor, type Line } from '../lines/lines.ts';
import { isOptedOut } from '../people/people.ts';
import type { Member } from '../teams/teams.ts';
import { countSegments } from './segments.ts';
import { type Message, selectMessages, toMessage } from './stored-message.ts';
import { wakeLine } from './wake-line.ts';

export { drain } from './drain.ts';
export { receive } from './receive.ts';
export { recoverFrom } from './recover.ts';
export type { Message } from './stored-message.ts';
export { takeReport } from './take-report.ts';

/** Twilio's limit for one message, in UTF-16 units (error 21617); longer texts are refused by others too. */
const longestBody = 1600;

export interface NewMessage {
  body: string;
  /** The same key with the same words is the same message, however often it comes. */
  idempotencyKey?: string | undefined;
  sendAt?: Date | undefined;
}

/**
 * Writes a text to the person of a conversation. It is sent in the background; this only writes it down, with its place
 * in the queue, in one transaction.
 * @throws AppError `invalid`, `not_found`, `opted_out`, `no_line`, or `idempotency_key_reused` for a known key with other words.
 */
export async function write(member: Member, conversationId: string, input: NewMessage): Promise<Message> {
  const body = readBody(input.body);
  const route = await findRoute(member, conversationId);
  const to = await addressOf(member, route);
  const line = await chooseFor(member, route.person, route.lineId);
  const id = await inTransaction(member, async (tx) => {
    const messageId = await insert(tx, { conversationId, line, to, body, input });
    if (!messageId) return null;
    await noteMessage(tx, conversationId, { id: messageId, lineId: line.id, isInbound: false, wantsAnswer: false });
    await tx.db
      .insertInto('outbox')
      .values({
        team_id: tx.teamId,
        line_id: line.id,
        message_id: messageId,
        conversation_id: conversationId,
        due_at: input.sendAt ?? sql<Date>`now()`,
      })
      .execute();
    await wakeLine(tx, line.id, input.sendAt);
    await recordChanges(tx, [{ kind: 'message.created', conversationId, messageId }]);
    return messageId;
  });
  return id ? find(member, id) : findSame(member, conversationId, body, input.idempotencyKey ?? '');
}

/** A page of a conversation, oldest first: the newest `limit`, or those next to the message named. */
export async function list(
  scope: TeamScope,
  conversationId: string,
  options: { before?: string | undefined; after?: string | undefined; limit: number },
): Promise<Message[]> {
  await findRoute(scope, conversationId);
  let query = selectMessages(scope).where('messages.conversation_id', '=', conversationId).limit(options.limit);
  if (options.before) query = query.where('messages.id', '<', options.before);
  if (options.after) query = query.where('messages.id', '>', options.after);
  const isForward = options.after !== undefined;
  const rows = await query.orderBy('messages.id', isForward ? 'asc' : 'desc').execute();
  const messages = rows.map((row) => toMessage(scope, row));
  return isForward ? messages : messages.reverse();
}

/** Several messages at once, by id. Those that do not exist are left out. */
export async function findAll(scope: TeamScope, messageIds: string[]): Promise<Map<string, Message>> {
  if (messageIds.length === 0) return new Map();
  const rows = await selectMessages(scope).where('messages.id', 'in', messageIds).execute();
  return new Map(rows.map((row) => [row.id, toMessage(scope, row)]));
}

/** Whether anybody has ever answered us. */
export async function hasHeardBack(scope: TeamScope): Promise<boolean> {
  const row = await scope.db
    .selectFrom('messages')
    .select('id')
    .where('team_id', '=', scope.teamId)
    .where('direction', '=', 'inbound')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function find(scope: TeamScope, messageId: string): Promise<Message> {
  const message = (await findAll(scope, [messageId])).get(messageId);
  if (!message) throw notFound('message');
  return message;
}

/** @throws AppError `invalid`. */
function readBody(typed: string): string {
  const body = storable(typed).replace(/\r\n?/g, '\n').trimEnd();
  if (body.trim() === '') throw invalid({ body: 'Write something first.' });
  if (body.length > longestBody) {
    throw invalid({
      body: `This is ${body.length.toLocaleString('en')} characters long. A text can have ${longestBody.toLocaleString('en')}.`,
    });
  }
  return body;
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

/** The new message's id, or null when its idempotency key is known. */
async function insert(
  tx: Member,
  {
    conversationId,
    line,
    to,
    body,
    input,
  }: { conversationId: string; line: Line; to: string; body: string; input: NewMessage },
): Promise<string | null> {
  const now = tx.clock.now();
  const row = await tx.db
    .insertInto('messages')
    .values({
      team_id: tx.teamId,
      conversation_id: conversationId,
      id: tx.newId(),
      line_id: line.id,
      direction: 'outbound',
      from_address: line.number,
      to_address: to,
      body,
      media: '[]',
      segments: countSegments(body).segments,
      status: input.sendAt ? 'scheduled' : 'queued',
      status_at: now,
      sent_by: tx.memberId,
      idempotency_key: input.idempotencyKey ?? null,
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['team_id', 'sent_by', 'idempotency_key']).where('idempotency_key', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

async function findSame(member: Member, conversationId: string, body: string, key: string): Promise<Message> {
  const row = await selectMessages(member)
    .where('messages.sent_by', '=', member.memberId)
    .where('messages.idempotency_key', '=', key)
    .executeTakeFirstOrThrow();
  if (row.conversation_id !== conversationId || row.body !== body) {
    throw new AppError('idempotency_key_reused', 'This Idempotency-Key was used for another text.');
  }
  return toMessage(member, row);
}

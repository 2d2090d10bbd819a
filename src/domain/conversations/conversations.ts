import { sql } from 'kysely';
import { prepared } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Address } from '../../platform/phone-number.ts';
import { announce, inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
import * as people from '../people/people.ts';
import { type Member, recordAct } from '../teams/teams.ts';
import { type Conversation, describe, toConversation } from './stored-conversation.ts';

export { type Change, change } from './change.ts';
export { deactivateMember, handOver, reactivateMember } from './departures.ts';
export { listDrafted } from './drafted.ts';
export { knownHeads, noteOutcomes, openForStrangers, raiseHeads } from './heads.ts';
export { hold, joinHeads, moveNotes, openAgain, partHead, type StoredHead } from './join-heads.ts';
export { joinMarks, partMarks, type StoredMarks } from './join-marks.ts';
export { type KnownRows, type ListedRow, openKnownRows } from './known-rows.ts';
export { markRead, mustBeOfTeam } from './marks.ts';
export { deleteNote, editNote, pruneNotes, writeNote } from './notes.ts';
export { openMany } from './open-many.ts';
export { findRoutes, type ManyRoute, noteToMany } from './routes.ts';
export type { Conversation } from './stored-conversation.ts';
export { noteAllTakenBack, noteTakenBack, waitingSince } from './take-back.ts';
export {
  actAsJson,
  type Beside,
  findBeside,
  isShownAct,
  type Note,
  noteAsJson,
  type ShownAct,
  type StoredAct,
  type StoredNote,
  toNote,
  toShownAct,
} from './timeline-parts.ts';
export { undo } from './undo.ts';
export { markUnread, readAll, unmarkUnread } from './unread.ts';
export { countViews, list, mostInView, ofGroup, type People } from './views.ts';
export { wakeSnoozed } from './wake.ts';

/**
 * Adds a person and opens the one conversation with them. Practice people come many at once: their acts have a batch.
 * @throws as `people.add`.
 */
export async function meet(
  member: Member,
  input: people.NewPerson,
  practice?: { batchId: string },
): Promise<people.Person> {
  return inTransaction(member, async (tx) => {
    const personId = await people.add(tx, input, practice !== undefined);
    const conversationId = await open(tx, personId);
    await recordAct(tx, { kind: 'person.added', personId, conversationId, ...practice });
    announce(tx, { kind: 'person.changed', conversationId });
    return people.find(tx, personId);
  });
}

/**
 * The conversation with whoever has an address; a stranger becomes a person named by it. It stays locked until the
 * commit, so that the texts of a conversation have ids in the order of their arrival.
 */
export async function recognise(tx: TeamTransaction, address: Address, isPractice: boolean): Promise<string> {
  for (;;) {
    const { personId, isNew } = await people.recognise(tx, address, isPractice);
    const conversationId = isNew ? await open(tx, personId) : await lock(tx, personId);
    // Whoever had the address until this moment was removed, or merged with somebody.
    if (conversationId) return conversationId;
  }
}

/** @throws AppError `not_found`. */
export async function find(member: Member, conversationId: string): Promise<Conversation> {
  const page = sql`select *, null as place from conversations
    where team_id = ${member.teamId}::uuid and id = ${conversationId}::uuid`;
  const { rows } = await prepared('conversation', describe(member, page)).execute(member.db);
  if (!rows[0]) throw notFound('conversation');
  return toConversation(rows[0]);
}

/** Where a text to the person of a conversation goes: to whom, and over which line they last wrote. */
export interface Route {
  person: people.Person;
  lineId: string | null;
}

/**
 * Finds the way to a person, and on demand keeps the conversation locked until the commit: whoever writes into it waits.
 * @throws AppError `not_found`.
 */
export async function findRoute(scope: TeamScope, conversationId: string, { isLocked = false } = {}): Promise<Route> {
  const row = await scope.db
    .selectFrom('conversations')
    .select(['person_id', 'line_id'])
    .where('team_id', '=', scope.teamId)
    .where('id', '=', conversationId)
    .$if(isLocked, (query) => query.forNoKeyUpdate())
    .executeTakeFirst();
  if (!row) throw notFound('conversation');
  return { person: await people.find(scope, row.person_id), lineId: row.line_id };
}

/** A message that has just come or been written, as far as the conversation's row shows it. */
export interface NewestMessage {
  id: string;
  lineId: string;
  isInbound: boolean;
  /**
   * Whether the person waits for an answer now. Our own text is one; a STOP wants none, and could not get one. What is
   * itself an answer leaves everything as it was.
   */
  wantsAnswer: boolean | 'as_before';
  /** When the person wrote it, if that is some time ago. */
  writtenAt?: Date;
}

/**
 * Puts a new message at the head of its conversation. An inbound one opens it again. One that they wrote before what is
 * here already (`writtenAt`) changes nothing that this has settled.
 */
export async function noteMessage(tx: TeamTransaction, conversationId: string, message: NewestMessage): Promise<void> {
  const now = tx.clock.now();
  const later = message.writtenAt ? await directionsSince(tx, conversationId, message.writtenAt) : [];
  const theyWroteLater = later.includes('inbound');
  const since = sql<Date>`least(waiting_since, ${message.writtenAt ?? now}::timestamptz)`;
  // Whether they wait is told by the last that they wrote; since when, also by one before it.
  const sinceIfAtAll = sql<Date | null>`case when waiting_since is not null then ${since} end`;
  const wants = message.wantsAnswer === true;
  const isAsBefore = message.wantsAnswer === 'as_before';
  await tx.db
    .updateTable('conversations')
    .set({
      ...(later.length === 0 && { last_message_id: message.id, last_message_at: now, last_message_failed: false }),
      ...(!theyWroteLater && { line_id: message.lineId }),
      ...(!theyWroteLater && !isAsBefore && { waiting_since: wants ? since : null }),
      ...(theyWroteLater && wants && { waiting_since: sinceIfAtAll }),
      ...(message.isInbound && { last_inbound_id: message.id }),
      ...(message.isInbound && !isAsBefore && { closed_at: null, snoozed_until: null }),
    })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', conversationId)
    .execute();
}

/** Who has written since a time that a company has told: it has whole seconds, and within one the last to come is newer. */
async function directionsSince(scope: TeamScope, conversationId: string, time: Date): Promise<string[]> {
  const rows = await scope.db
    .selectFrom('messages')
    .select('direction')
    .distinct()
    .where('team_id', '=', scope.teamId)
    .where('conversation_id', '=', conversationId)
    .where('created_at', '>=', new Date(time.getTime() + 1000))
    .execute();
  return rows.map(({ direction }) => direction);
}

/** Keeps conversations locked until the commit, in the order in which acts on many do: before the first of them is changed. */
export async function lockAll(tx: TeamTransaction, conversationIds: string[]): Promise<void> {
  if (conversationIds.length === 0) return;
  await sql`select from conversations where team_id = ${tx.teamId}::uuid and id = any (${conversationIds}::uuid[])
    order by id for no key update`.execute(tx.db);
}

/** Says that a message failed, if it is the newest; older messages change nothing. */
export async function noteFailure(tx: TeamTransaction, conversationId: string, messageId: string): Promise<void> {
  await tx.db
    .updateTable('conversations')
    .set({ last_message_failed: true })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', conversationId)
    .where('last_message_id', '=', messageId)
    .execute();
}

async function open(tx: TeamTransaction, personId: string): Promise<string> {
  const id = tx.newId();
  await tx.db
    .insertInto('conversations')
    .values({ team_id: tx.teamId, id, person_id: personId, created_at: tx.clock.now() })
    .execute();
  return id;
}

async function lock(tx: TeamTransaction, personId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('conversations')
    .select('id')
    .where('team_id', '=', tx.teamId)
    .where('person_id', '=', personId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row?.id;
}

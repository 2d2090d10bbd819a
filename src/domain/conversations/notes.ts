import { sql } from 'kysely';
import { AppError, invalid, notFound } from '../../platform/errors.ts';
import { persistently } from '../../platform/persistently.ts';
import { storable } from '../../platform/storable.ts';
import { announce, inTransaction, type TeamScope, type Transacting } from '../floor.ts';
import { activeAmong, type KeptAct, type Member, recordAct } from '../teams/teams.ts';
import { mustBeOfTeam } from './marks.ts';
import { findBeside, type Note } from './timeline-parts.ts';

/** Longer is a document, and belongs elsewhere. */
const longestNote = 4000;

/** More than a team's worth of names in one note is a mistake. */
const mostMentions = 50;

export interface NewNote {
  body: string;
  mentions: string[];
}

/**
 * Writes a note beside a conversation, for colleagues alone: nothing of it ever leaves. The same key with the same words is the
 * same note, however often it comes.
 * @throws AppError `not_found`; `invalid` with a sentence per field, also for mentioned people who are not in the team;
 * `idempotency_key_reused` for a known key with another note.
 */
export async function writeNote(
  member: Member,
  conversationId: string,
  input: NewNote,
  idempotencyKey?: string,
): Promise<Note> {
  const wanted = await read(member, input);
  return persistently(() =>
    inTransaction(member, async (tx) => {
      await mustBeOfTeam(tx, conversationId);
      const id = await insert(tx, conversationId, wanted, idempotencyKey);
      if (!id) return findByKey(tx, conversationId, wanted, idempotencyKey as string);
      await mention(tx, conversationId, id, wanted.mentions);
      await recordAct(tx, { kind: 'note.written', conversationId, subjectId: id });
      announce(tx, { kind: 'note.created', conversationId, subjectId: id });
      return findNote(tx, id);
    }),
  );
}

/** @returns its id; null when there is one of this member with this key. */
async function insert(
  tx: Transacting<Member>,
  conversationId: string,
  { body, mentions }: NewNote,
  key: string | undefined,
): Promise<string | null> {
  const row = await tx.db
    .insertInto('notes')
    .values({
      team_id: tx.teamId,
      conversation_id: conversationId,
      id: tx.newId(),
      member_id: tx.memberId,
      body,
      mentions,
      created_at: tx.clock.now(),
      idempotency_key: key ?? null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'member_id', 'idempotency_key'])
        .where('idempotency_key', 'is not', null)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** One that was changed since is told as it is: nobody knows any more in which words it was first kept. */
async function findByKey(
  tx: Transacting<Member>,
  conversationId: string,
  { body, mentions }: NewNote,
  key: string,
): Promise<Note> {
  const known = await tx.db
    .selectFrom('notes')
    .select(['id', 'conversation_id', 'body', 'mentions', 'edited_at'])
    .where('team_id', '=', tx.teamId)
    .where('member_id', '=', tx.memberId)
    .where('idempotency_key', '=', key)
    .executeTakeFirstOrThrow();
  const isSaid = known.edited_at !== null || (known.body === body && isSame(known.mentions, mentions));
  const isSameNote = isSaid && known.conversation_id === conversationId;
  if (!isSameNote) throw new AppError('idempotency_key_reused', 'This Idempotency-Key was used for another note.');
  return findNote(tx, known.id);
}

/**
 * Changes a note of one's own; what is left out stays.
 * @throws as `writeNote`, and `forbidden` for a colleague's.
 */
export async function editNote(member: Member, noteId: string, input: Partial<NewNote>) {
  return inTransaction(member, async (tx) => {
    const note = await lockNote(tx, noteId);
    if (note.member_id !== tx.memberId)
      throw new AppError('forbidden', 'A colleague wrote this note. Only they can change it.');
    const whole = { body: input.body ?? note.body, mentions: input.mentions ?? note.mentions };
    const wanted = await read(tx, whole, note.mentions);
    if (wanted.body === note.body && isSame(wanted.mentions, note.mentions))
      return { ...(await findNote(tx, noteId)), actId: null };
    await tx.db
      .updateTable('notes')
      .set({ ...wanted, edited_at: tx.clock.now() })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', noteId)
      .execute();
    const added = wanted.mentions.filter((id) => !note.mentions.includes(id));
    const unseen = await unmention(
      tx,
      noteId,
      note.mentions.filter((id) => !wanted.mentions.includes(id)),
    );
    await mention(tx, note.conversation_id, noteId, added);
    const actId = await recordAct(tx, {
      kind: 'note.edited',
      conversationId: note.conversation_id,
      subjectId: noteId,
      before: { body: note.body, mentions: note.mentions, unseen },
      after: wanted,
    });
    announce(tx, { kind: 'note.changed', conversationId: note.conversation_id, subjectId: noteId });
    return { ...(await findNote(tx, noteId)), actId };
  });
}

/**
 * Takes a note out of its conversation: the author may, and whoever manages the team. The act says that it was there.
 * @throws AppError `not_found`, `forbidden`.
 */
export async function deleteNote(member: Member, noteId: string): Promise<string> {
  return inTransaction(member, async (tx) => {
    const note = await lockNote(tx, noteId);
    if (note.member_id !== tx.memberId && tx.role === 'member')
      throw new AppError('forbidden', 'A colleague wrote this note. Only they, or a manager, can delete it.');
    await tx.db
      .updateTable('notes')
      // Whoever has its words before them still may keep them once more.
      .set({ deleted_at: tx.clock.now(), idempotency_key: null })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', noteId)
      .execute();
    const unseen = await unmention(tx, noteId, note.mentions);
    const conversationId = note.conversation_id;
    const actId = await recordAct(tx, { kind: 'note.deleted', conversationId, subjectId: noteId, before: { unseen } });
    announce(tx, { kind: 'note.changed', conversationId, subjectId: noteId });
    announce(tx, { kind: 'conversation.changed', conversationId, subjectId: actId });
    return actId;
  });
}

/** What an act keeps of a note: also whom it did not concern any more before they had seen it. */
type Kept = Partial<NewNote> & { unseen?: string[] };

/** Puts back notes as they were before acts, where they are as these have left them. Answers the acts put back. */
export async function putBackNotes(tx: Transacting<Member>, acts: KeptAct[]): Promise<KeptAct[]> {
  const undone: KeptAct[] = [];
  for (const act of acts) {
    const [before, after] = [act.before as Kept, act.after as Kept];
    const { body, mentions } = after;
    const { numUpdatedRows } = await tx.db
      .updateTable('notes')
      .set(act.kind === 'note.deleted' ? { deleted_at: null } : { body: before.body, mentions: before.mentions })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', act.subjectId)
      .$if(act.kind === 'note.deleted', (query) => query.where('deleted_at', 'is not', null))
      .$if(act.kind === 'note.edited', (query) =>
        query
          .where('deleted_at', 'is', null)
          .where('body', '=', body as string)
          .where(sql<boolean>`mentions = ${mentions}::uuid[]`),
      )
      .executeTakeFirst();
    if (numUpdatedRows === 0n) continue;
    undone.push(act);
    const [conversationId, noteId] = [act.conversationId as string, act.subjectId as string];
    await unmention(tx, noteId, mentions?.filter((id) => !before.mentions?.includes(id)) ?? []);
    await tell(tx, conversationId, noteId, before.unseen ?? []);
    announce(tx, { kind: 'note.changed', conversationId, subjectId: noteId });
    announce(tx, { kind: 'conversation.changed', conversationId, subjectId: act.id });
  }
  return undone;
}

/**
 * Removes notes that were deleted before a time: nobody can take that back any more.
 * @returns how many went.
 */
export async function pruneNotes(scope: TeamScope, before: Date): Promise<number> {
  const { numDeletedRows } = await scope.db
    .deleteFrom('notes')
    .where('team_id', '=', scope.teamId)
    .where('deleted_at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Who is mentioned already (`known`) may have left the team since: only those who are new must be in it. */
async function read(member: Member, { body: typed, mentions }: NewNote, known: string[] = []): Promise<NewNote> {
  const body = storable(typed).replace(/\r\n?/g, '\n').trim();
  if (body === '') throw invalid({ body: 'Write something first.' });
  if (body.length > longestNote)
    throw invalid({ body: `This is ${body.length.toLocaleString('en')} characters long. A note can have 4,000.` });
  const wanted = [...new Set(mentions.map((id) => id.toLowerCase()))];
  if (wanted.length > mostMentions) throw invalid({ mentions: `Mention ${mostMentions} people at most.` });
  const added = wanted.filter((id) => !known.includes(id));
  const active = await activeAmong(member, added);
  if (added.some((id) => !active.has(id)))
    throw invalid({ mentions: 'Somebody you mention is not in your team any more.' });
  return { body, mentions: wanted };
}

const isSame = (some: string[], others: string[]) => some.join() === others.join();

async function findNote(tx: Transacting<Member>, noteId: string): Promise<Note> {
  const found = (await findBeside(tx, [noteId])).get(noteId);
  if (found?.kind !== 'note') throw notFound('note');
  return found.note;
}

async function lockNote(tx: Transacting<Member>, noteId: string) {
  const note = await tx.db
    .selectFrom('notes')
    .select(['conversation_id', 'member_id', 'body', 'mentions'])
    .where('team_id', '=', tx.teamId)
    .where('id', '=', noteId)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!note) throw notFound('note');
  return note;
}

/** To mention oneself is to remember something, not to be told. */
async function mention(
  tx: Transacting<Member>,
  conversationId: string,
  noteId: string,
  memberIds: string[],
): Promise<void> {
  await tell(
    tx,
    conversationId,
    noteId,
    memberIds.filter((id) => id !== tx.memberId),
  );
}

async function tell(
  tx: Transacting<Member>,
  conversationId: string,
  noteId: string,
  memberIds: string[],
): Promise<void> {
  if (memberIds.length === 0) return;
  await tx.db
    .insertInto('unseen_mentions')
    .values(
      memberIds.map((id) => ({ team_id: tx.teamId, member_id: id, conversation_id: conversationId, note_id: noteId })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** @returns those of them who had not seen that they are mentioned. */
async function unmention(tx: Transacting<Member>, noteId: string, memberIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ member_id: string }>`
    delete from unseen_mentions where team_id = ${tx.teamId}::uuid and note_id = ${noteId}::uuid
      and member_id = any (${memberIds}::uuid[]) returning member_id`.execute(tx.db);
  return rows.map((row) => row.member_id);
}

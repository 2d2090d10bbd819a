import { sql } from 'kysely';
import { AppError } from '../../platform/errors.ts';
import { storable } from '../../platform/storable.ts';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import { type ActKind, type Member, mustManage, recordAct, writesOver } from '../teams/teams.ts';
import { mustBeAskable } from './must-be-askable.ts';
import { scheduleAhead } from './open-round.ts';
import { find, type NewQuestion, type Question } from './question.ts';

const mostQuestions = 500;

/**
 * Saves a question; it is asked when its time comes. The same key with the same question is the same one, however often it
 * comes.
 * @throws AppError `forbidden` for members, `invalid` with a sentence per field, `too_many`, or `idempotency_key_reused` for
 * a known key with another question: `questionId` is that of the first.
 */
export async function add(member: Member, input: NewQuestion, idempotencyKey?: string): Promise<Question> {
  mustManage(member, 'ask questions');
  const wanted = storable({ ...input, name: input.name.trim() });
  // What was saved once is told anew, whether it still could be.
  const known = idempotencyKey === undefined ? null : await findByKey(member, idempotencyKey, wanted);
  if (known) return known;
  await mustBeAskable(member, wanted);
  return inTransaction(member, async (tx) => {
    const id = await insert(tx, idempotencyKey);
    if (!id) return (await findByKey(tx, idempotencyKey as string, wanted)) as Question;
    const { count } = await tx.db
      .selectFrom('questions')
      .select((query) => query.fn.countAll<string>().as('count'))
      .where('team_id', '=', tx.teamId)
      .executeTakeFirstOrThrow();
    if (Number(count) > mostQuestions) throw new AppError('too_many', `A team can have ${mostQuestions} questions.`);
    await addVersion(tx, id, 1, wanted);
    await scheduleAhead(tx, id);
    return noteChange(tx, id, { kind: 'question.added', after: { name: wanted.name } });
  });
}

/** @returns its id; null when there is one of this member with this key. */
async function insert(tx: Transacting<Member>, key: string | undefined): Promise<string | null> {
  const now = tx.clock.now();
  const row = await tx.db
    .insertInto('questions')
    .values({
      team_id: tx.teamId,
      id: tx.newId(),
      version: 1,
      planned_at: now,
      created_by: tx.memberId,
      created_at: now,
      idempotency_key: key ?? null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'created_by', 'idempotency_key'])
        .where('idempotency_key', 'is not', null)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** By what was first saved with it: it may have been changed since. */
async function findByKey(member: Member, key: string, { name, content }: NewQuestion): Promise<Question | null> {
  const first = await member.db
    .selectFrom('questions')
    .innerJoin('question_versions as first', (join) =>
      join.onRef('first.team_id', '=', 'questions.team_id').onRef('first.question_id', '=', 'questions.id'),
    )
    .select('id')
    .select(sql<boolean>`name = ${name} and content = ${JSON.stringify(content)}::jsonb`.as('is_same'))
    .where('questions.team_id', '=', member.teamId)
    .where('created_by', '=', member.memberId)
    .where('idempotency_key', '=', key)
    .where('first.version', '=', 1)
    .executeTakeFirst();
  if (!first) return null;
  if (first.is_same) return find(member, first.id);
  const message = 'This Idempotency-Key was used for another question.';
  throw new AppError('idempotency_key_reused', message, undefined, { questionId: first.id });
}

/**
 * Words a question, or plans it, anew: from the next round on. Rounds that have begun stay as they are.
 * @throws as `add`, `not_found`, and `changed_since` where another version is there than the one that was read.
 */
export async function change(
  member: Member,
  questionId: string,
  input: Partial<NewQuestion>,
  read?: number,
): Promise<Question> {
  mustManage(member, 'change questions');
  return inTransaction(member, async (tx) => {
    const before = await lock(tx, questionId);
    const wanted = storable({ name: (input.name ?? before.name).trim(), content: input.content ?? before.content });
    const written = { ...(await lastChange(tx, before)), says: { name: before.name, content: before.content } };
    if (!(await writesOver(tx, written, { read, says: wanted }))) return before;
    await mustBeAskable(tx, wanted);
    const version = before.version + 1;
    await addVersion(tx, questionId, version, wanted);
    await tx.db
      .updateTable('questions')
      .set({ version })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', questionId)
      .execute();
    await scheduleAhead(tx, questionId);
    const [was, is] = [
      { name: before.name, version: before.version },
      { name: wanted.name, version },
    ];
    return noteChange(tx, questionId, { kind: 'question.changed', before: was, after: is });
  });
}

/** Keeps a question as it is until the commit. @throws AppError `not_found`. */
export async function lock(tx: Transacting<Member>, questionId: string): Promise<Question> {
  await tx.db
    .selectFrom('questions')
    .select('id')
    .where('team_id', '=', tx.teamId)
    .where('id', '=', questionId)
    .forUpdate()
    .execute();
  return find(tx, questionId);
}

async function lastChange(tx: Transacting<Member>, { id, version }: Question) {
  return tx.db
    .selectFrom('question_versions')
    .select(['version', 'changed_by as changedBy', 'changed_at as changedAt'])
    .where('team_id', '=', tx.teamId)
    .where('question_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
}

export async function noteChange(
  tx: Transacting<Member>,
  questionId: string,
  act: { kind: ActKind; before?: object; after?: object },
): Promise<Question> {
  await recordAct(tx, { ...act, subjectId: questionId });
  announce(tx, { kind: 'round.changed' });
  return find(tx, questionId);
}

async function addVersion(
  tx: Transacting<Member>,
  questionId: string,
  version: number,
  { name, content }: NewQuestion,
): Promise<void> {
  await tx.db
    .insertInto('question_versions')
    .values({
      team_id: tx.teamId,
      question_id: questionId,
      version,
      name,
      content: JSON.stringify(content),
      changed_by: tx.memberId,
      changed_at: tx.clock.now(),
    })
    .execute();
}

import { sql } from 'kysely';
import { AppError, invalid, notFound } from '../../platform/errors.ts';
import { readName as readAnyName } from '../../platform/name.ts';
import { storable } from '../../platform/storable.ts';
import { announce, inTransaction, type TeamScope, type Transacting } from '../floor.ts';
import { type ActKind, type Member, recordAct, writesOver } from '../teams/teams.ts';
import { readBody } from './body.ts';

/** A text that the team writes again and again. Its fields are filled in when it is written to somebody. */
export interface SavedReply {
  id: string;
  /** What it is found by: short, one of its kind in any case of letters. */
  name: string;
  body: string;
  changedBy: string;
  changedAt: Date;
  /** Raised by each change. */
  version: number;
}

const longestName = 50;
const mostReplies = 500;

/** All of a team's, by name. */
export async function listSavedReplies(scope: TeamScope): Promise<SavedReply[]> {
  const rows = await select(scope).orderBy('saved_replies.name').orderBy('saved_replies.id').execute();
  return rows.map(toReply);
}

/** @throws AppError `invalid` with a sentence per field, also when the name is taken. */
export async function addSavedReply(member: Member, input: { name: string; body: string }): Promise<SavedReply> {
  const values = { name: readName(input.name), body: readBody(input.body) };
  return inTransaction(member, async (tx) => {
    const { count } = await tx.db
      .selectFrom('saved_replies')
      .select((query) => query.fn.countAll<string>().as('count'))
      .where('team_id', '=', tx.teamId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= mostReplies) throw new AppError('too_many', `A team can have ${mostReplies} saved replies.`);
    const now = tx.clock.now();
    const row = await tx.db
      .insertInto('saved_replies')
      .values({
        team_id: tx.teamId,
        id: tx.newId(),
        ...values,
        changed_by: tx.memberId,
        changed_at: now,
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row) throw nameIsTaken(values.name);
    return noteChange(tx, row.id, { kind: 'saved_reply.added', after: values });
  });
}

/**
 * Changes what is given and leaves the rest.
 * @throws as `addSavedReply`; `not_found`; `changed_since` where another version is there than the one that was read.
 */
export async function changeSavedReply(
  member: Member,
  id: string,
  input: { name?: string | undefined; body?: string | undefined },
  read?: number,
): Promise<SavedReply> {
  const values = {
    ...(input.name !== undefined && { name: readName(input.name) }),
    ...(input.body !== undefined && { body: readBody(input.body) }),
  };
  return inTransaction(member, async (tx) => {
    const { name, body, ...before } = await lock(tx, id);
    const says = { name, body };
    if (!(await writesOver(tx, { ...before, says }, { read, says: { ...says, ...values } })))
      return findSavedReply(tx, id);
    await tx.db
      .updateTable('saved_replies')
      .set({ ...values, version: before.version + 1, changed_by: tx.memberId, changed_at: tx.clock.now() })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', id)
      .execute();
    return noteChange(tx, id, { kind: 'saved_reply.changed', before: says, after: values });
  }).catch((error) => {
    // Which names are the same, the index alone knows: it has the database's idea of small letters.
    if (error.code !== '23505') throw error;
    throw nameIsTaken(values.name ?? '');
  });
}

/** @throws AppError `not_found`. */
export async function removeSavedReply(member: Member, id: string): Promise<void> {
  await inTransaction(member, async (tx) => {
    const { name, body } = await findSavedReply(tx, id);
    await tx.db.deleteFrom('saved_replies').where('team_id', '=', tx.teamId).where('id', '=', id).execute();
    await recordAct(tx, { kind: 'saved_reply.removed', subjectId: id, before: { name, body } });
    announce(tx, { kind: 'team.changed' });
  });
}

async function noteChange(
  tx: Transacting<Member>,
  id: string,
  act: { kind: ActKind; before?: object; after: object },
): Promise<SavedReply> {
  await recordAct(tx, { ...act, subjectId: id });
  announce(tx, { kind: 'team.changed' });
  return findSavedReply(tx, id);
}

function select(scope: TeamScope) {
  return scope.db
    .selectFrom('saved_replies')
    .innerJoin('members', (join) =>
      join.onRef('members.team_id', '=', 'saved_replies.team_id').onRef('members.id', '=', 'saved_replies.changed_by'),
    )
    .innerJoin('users', 'users.id', 'members.user_id')
    .select(['saved_replies.id', 'saved_replies.name', 'body', 'changed_at', 'changed_by', 'version'])
    .select('users.name as author')
    .where('saved_replies.team_id', '=', scope.teamId);
}

/** @throws AppError `not_found`. */
export async function findSavedReply(scope: TeamScope, id: string): Promise<SavedReply> {
  return toReply(await findRow(scope, id));
}

/** One as it is until the commit; who changed it last by their id. */
async function lock(tx: Transacting<Member>, id: string): Promise<SavedReply> {
  await sql`select from saved_replies where team_id = ${tx.teamId}::uuid and id = ${id}::uuid for no key update`.execute(
    tx.db,
  );
  const row = await findRow(tx, id);
  return { ...toReply(row), changedBy: row.changed_by };
}

async function findRow(scope: TeamScope, id: string): Promise<Row> {
  const row = await select(scope).where('saved_replies.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('saved reply');
  return row;
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

function toReply({ id, name, body, author, changed_at: changedAt, version }: Row): SavedReply {
  return { id, name, body, changedBy: author, changedAt, version };
}

function readName(typed: string): string {
  const name = readAnyName(storable(typed)).replace(/\s+/g, ' ');
  if (name === '') throw invalid({ name: 'Give it a short name.' });
  if (name.length > longestName) throw invalid({ name: `Use ${longestName} characters or fewer.` });
  return name;
}

const nameIsTaken = (name: string) => invalid({ name: `There is one called ${name} already.` });

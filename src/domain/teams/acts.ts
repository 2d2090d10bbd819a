import { type RawBuilder, sql } from 'kysely';
import { prepared } from '../../platform/database.ts';
import type { TeamScope, TeamTransaction } from '../floor.ts';
import type { ActKind } from './act-kinds.ts';

/** Something that a member has done, by what it was done to. */
interface Act {
  /** What and how, such as `line.paused`. */
  kind: ActKind;
  conversationId?: string;
  personId?: string;
  messageId?: string;
  /** The member, invitation, line, note … it was done to. */
  subjectId?: string;
  /** What the acts that are done, and undone, as one have in common. */
  batchId?: string;
  /** What it was before and is now: enough to show it, and to take it back. No secrets. */
  before?: object;
  after?: object;
}

/** The transaction in which a member does something, or something is done for them; null stands for an operator. */
type Doing = TeamTransaction & { memberId: string | null };

/** Keeps that this member did something, in the transaction in which they do it. Answers the act's id. */
export async function recordAct(tx: Doing, act: Act): Promise<string> {
  const [id] = await recordActs(tx, [act]);
  return id as string;
}

/** The same for many, in one statement. Answers their ids, in their order. */
export async function recordActs(tx: Doing, acts: Act[]): Promise<string[]> {
  const ids = acts.map(() => tx.newId());
  if (acts.length === 0) return ids;
  const list = (pick: (act: Act) => string | undefined) => acts.map((act) => pick(act) ?? null);
  const json = (value: object | undefined) => value && JSON.stringify(value);
  await prepared(
    'record-acts',
    sql`
      insert into acts (team_id, id, batch_id, member_id, kind, conversation_id, person_id, message_id, subject_id, before,
        after, happened_at)
      select ${tx.teamId}::uuid, act.id, act.batch_id, ${tx.memberId}::uuid, act.kind, act.conversation_id, act.person_id,
        act.message_id, act.subject_id, act.before::jsonb, act.after::jsonb, ${tx.clock.now()}::timestamptz
      from unnest(
        ${ids}::uuid[], ${list(({ batchId }) => batchId)}::uuid[], ${list(({ kind }) => kind)}::text[],
        ${list(({ conversationId }) => conversationId)}::uuid[], ${list(({ personId }) => personId)}::uuid[],
        ${list(({ messageId }) => messageId)}::uuid[], ${list(({ subjectId }) => subjectId)}::uuid[],
        ${list(({ before }) => json(before))}::text[], ${list(({ after }) => json(after))}::text[]
      ) as act (id, batch_id, kind, conversation_id, person_id, message_id, subject_id, before, after)`,
  ).execute(tx.db);
  return ids;
}

/** The acts that tell something of some people, as a condition. */
const tellOf = (tx: TeamTransaction, personIds: string[], conversationIds: string[]) => sql`team_id = ${tx.teamId}::uuid
  and (person_id = any (${personIds}::uuid[]) or conversation_id = any (${conversationIds}::uuid[]))
  and (before is not null or after is not null)`;

/**
 * Takes what was told of people out of all acts, because they are removed. That something was done, by whom and when, stays;
 * the acts stay locked until the commit.
 */
export async function forgetInActs(tx: TeamTransaction, personIds: string[], conversationIds: string[]): Promise<void> {
  await holdActs(tx, personIds, conversationIds);
  await sql`update acts set before = null, after = null
    where ${tellOf(tx, personIds, conversationIds)}`.execute(tx.db);
}

/** Locks what tells something of people until the commit, in the order in which others lock it. */
export async function holdActs(tx: TeamTransaction, personIds: string[], conversationIds: string[]): Promise<void> {
  await sql`select from acts where ${tellOf(tx, personIds, conversationIds)} order by id for update`.execute(tx.db);
}

/** Has acts tell again what they told (a query that yields `id`, `before` and `after`), where it was forgotten. */
export async function tellAgain(tx: TeamTransaction, told: RawBuilder<unknown>): Promise<void> {
  await sql`update acts set before = told.before, after = told.after from (${told}) as told
    where acts.team_id = ${tx.teamId}::uuid and acts.id = told.id and acts.before is null and acts.after is null`.execute(
    tx.db,
  );
}

/**
 * Takes the words out of acts on texts and notes from before a time: they were there to take the act back. What is being
 * looked at just now is left for another day.
 * @returns in how many there were some.
 */
export async function forgetWords(scope: TeamScope, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    with wordy as materialized (
      select id from acts
      where team_id = ${scope.teamId}::uuid and conversation_id is not null and happened_at < ${before}::timestamptz
        and (before ? 'body' or after ? 'body')
      for update skip locked)
    update acts set before = acts.before - 'body', after = acts.after - 'body' from wordy
    where acts.team_id = ${scope.teamId}::uuid and acts.id = wordy.id`.execute(scope.db);
  return Number(numAffectedRows ?? 0);
}

/** From whom to whom what was done goes, when two people become one or two again. */
interface Way {
  personId: string;
  conversationId: string;
}

/**
 * Has everything that was done with one person stand with another; on demand only some acts. They stay locked until the
 * commit.
 * @returns their ids.
 */
export async function moveActs(tx: TeamTransaction, from: Way, to: Way, actIds?: string[]): Promise<string[]> {
  const some = actIds ? sql`and id = any (${actIds}::uuid[])` : sql``;
  const { rows } = await sql<{ id: string }>`
    with theirs as materialized (
      select id from acts
      where team_id = ${tx.teamId}::uuid
        and (person_id = ${from.personId}::uuid or conversation_id = ${from.conversationId}::uuid) ${some}
      order by id for update)
    update acts set
      person_id = case when person_id = ${from.personId}::uuid then ${to.personId}::uuid else person_id end,
      conversation_id = case when conversation_id = ${from.conversationId}::uuid then ${to.conversationId}::uuid
        else conversation_id end
    from theirs where acts.team_id = ${tx.teamId}::uuid and acts.id = theirs.id
    returning acts.id`.execute(tx.db);
  return rows.map(({ id }) => id);
}

import { type RawBuilder, sql } from 'kysely';
import { notFound } from '../../platform/errors.ts';
import type { TeamScope, TeamTransaction } from '../floor.ts';

/** Whoever was removed by themselves is so for good. */
export type State = 'removing' | 'removed' | 'undoing' | 'undone' | 'for_good';

/** People who were removed in one act. The counts add up to all whom it means. */
export interface Removal {
  id: string;
  state: State;
  by: { id: string; name: string };
  counts: {
    /** Their turn comes. */
    waiting: number;
    removed: number;
    /** Somebody else had removed them, or merged them into others, before. */
    gone: number;
    back: number;
    /** They stayed away: by then somebody else had their number. */
    taken: number;
  };
  begunAt: Date;
  undoUntil: Date;
}

/** How long people who were removed can be brought back. */
export const undoMs = 60 * 60_000;

const mostShown = 5;

/** Those that are under way or can be undone, and undone ones of that time; the newest first. */
export function list(scope: TeamScope): Promise<Removal[]> {
  const since = new Date(scope.clock.now().getTime() - undoMs);
  return read(
    scope,
    sql`state in ('removing', 'undoing') or (begun_at > ${since}::timestamptz and state <> 'for_good')`,
  );
}

/** @throws AppError `not_found`. */
export async function find(scope: TeamScope, id: string): Promise<Removal> {
  const [removal] = await read(scope, sql`removals.id = ${id}::uuid`);
  if (!removal) throw notFound('removal');
  return removal;
}

async function read(scope: TeamScope, isWanted: RawBuilder<unknown>): Promise<Removal[]> {
  const of = (fate: keyof Removal['counts']) => sql`count(*) filter (where became = ${sql.lit(fate)})`;
  const { rows } = await sql<Omit<Removal, 'undoUntil'>>`
    select removals.id, state, begun_at as "begunAt", json_build_object('id', members.id, 'name', users.name) as by,
      (select json_build_object('waiting', ${of('waiting')}, 'removed', ${of('removed')}, 'gone', ${of('gone')},
          'back', ${of('back')}, 'taken', ${of('taken')}) from removed_people
        where removed_people.team_id = removals.team_id and removal_id = removals.id) as counts
    from removals join members on members.team_id = removals.team_id and members.id = member_id
    join users on users.id = members.user_id
    where removals.team_id = ${scope.teamId}::uuid and (${isWanted})
    order by removals.id desc limit ${sql.lit(mostShown)}`.execute(scope.db);
  return rows.map((row) => ({ ...row, undoUntil: new Date(row.begunAt.getTime() + undoMs) }));
}

/** A removal with what is needed to go on with it; locked until the commit. */
export interface Locked {
  id: string;
  state: State;
  fieldIds: Record<string, string>;
  begunAt: Date;
}

export async function lock(tx: TeamTransaction, id: string): Promise<Locked | undefined> {
  const { rows } = await sql<Locked>`select id, state, field_ids as "fieldIds", begun_at as "begunAt" from removals
    where team_id = ${tx.teamId}::uuid and id = ${id}::uuid for update`.execute(tx.db);
  return rows[0];
}

export async function note(tx: TeamTransaction, id: string, state: State): Promise<void> {
  await tx.db
    .updateTable('removals')
    .set({ state, ...(state === 'undone' && { undone_at: tx.clock.now() }) })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', id)
    .execute();
}

const mostPeople = 50;

/** A statement may take half a minute, and some have ten thousands of texts. */
const mostTexts = 5000;

/**
 * The next of those of whom something became, and what comes of them is next: a few, or one, who have many texts
 * (`texts`: how many, of one of them).
 */
export async function next(
  tx: TeamTransaction,
  id: string,
  became: string,
  texts: RawBuilder<unknown>,
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    with next as materialized (
      select * from removed_people
      where team_id = ${tx.teamId}::uuid and removal_id = ${id}::uuid and became = ${became}
      order by person_id limit ${sql.lit(mostPeople)}),
    counted as (
      select person_id, row_number() over those as place, sum(${texts}) over those as texts from next as gone
      window those as (order by person_id))
    select person_id from counted where place = 1 or texts <= ${sql.lit(mostTexts)} order by person_id`.execute(tx.db);
  return rows.map(({ person_id }) => person_id);
}

/** Notes what became of some of them; of those who are back, nothing has to be kept any more. */
export async function became(tx: TeamTransaction, id: string, personIds: string[], fate: string): Promise<void> {
  if (personIds.length === 0) return;
  await sql`update removed_people set became = ${fate}${fate === 'back' ? sql`, rows = null, file_ids = '{}'` : sql``}
    where team_id = ${tx.teamId}::uuid and removal_id = ${id}::uuid and person_id = any (${personIds}::uuid[])`.execute(
    tx.db,
  );
}

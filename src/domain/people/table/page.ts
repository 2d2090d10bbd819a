import { type RawBuilder, sql } from 'kysely';
import { timeOf } from '../../../platform/ids.ts';
import type { TeamScope } from '../../floor.ts';
import { noSuch } from '../fields/field.ts';
import { type Among, amongWhom, mostAmong } from '../rules/among.ts';
import { containsWords } from '../rules/conditions.ts';
import type { Filter } from '../rules/filter.ts';
import { readKnown } from '../rules/known.ts';
import { predicateOf } from '../rules/predicate.ts';
import { type Person, selectPeople, toPerson } from '../stored-person.ts';
import { type Order, ordersOf, type Sort, type TablePlace } from './order.ts';

/** Whom the table shows. */
export interface Whom {
  filter: Filter | null;
  /** What is looked for in names and numbers, beside the filter. */
  search: string;
}

export interface TableRow extends Person {
  /** When they wrote last; null for never. */
  lastHeardAt: Date | null;
  place: TablePlace;
}

/**
 * So many rows are looked through in their order, where it is not known among whom those are who fit. Whoever is found more
 * seldom than a page in them is rare: then all who fit are found first, and sorted. Either alone may go through the whole team.
 */
const lookedThrough = 2000;

/** A condition on `people`: for rows that are looked at one by one, and for finding them. */
interface Fits {
  near: RawBuilder<boolean>;
  far: RawBuilder<boolean>;
  /** Among whom those who fit are, where that is known before anybody is looked at. */
  among: Among | null;
}

/**
 * A page of the table, after a place of the page before.
 * @throws AppError `unreadable` for fields, groups and questions that the team does not have.
 */
export async function readTable(
  scope: TeamScope,
  { sort, after, limit, ...whom }: Whom & { sort: Sort; after: TablePlace | null; limit: number },
): Promise<TableRow[]> {
  const fits = await howTheyFit(scope, whom, true);
  if (typeof sort.by === 'object') await mustHaveField(scope, sort.by.fieldId);
  const places: TablePlace[] = [];
  for (const order of ordersOf(scope, sort, after, !!fits?.among)) {
    if (places.length < limit) places.push(...(await placesIn(scope, order, fits, limit - places.length)));
  }
  return fill(scope, places);
}

/** A condition on `people`; null when everybody fits. */
export async function whoFits(scope: TeamScope, whom: Whom): Promise<RawBuilder<boolean> | null> {
  return (await howTheyFit(scope, whom, false))?.far ?? null;
}

async function howTheyFit(scope: TeamScope, { filter, search }: Whom, looks: boolean): Promise<Fits | null> {
  const known = filter && filter.conditions.length > 0 ? await readKnown(scope) : null;
  if (!known && !search.trim()) return null;
  const predicate = (isNear: boolean) => {
    const parts = [
      ...(known && filter ? [predicateOf({ ...known, isNear }, filter)] : []),
      ...(search.trim() ? [containsWords(scope, search, isNear)] : []),
    ];
    return sql<boolean>`${sql.join(parts, sql` and `)}`;
  };
  const isNarrowed = search.trim() !== '' || (filter?.conditions.length ?? 0) > 1;
  const among = looks && known && filter ? await amongWhom(known, filter, isNarrowed) : null;
  return { near: predicate(true), far: predicate(false), among };
}

async function mustHaveField(scope: TeamScope, fieldId: string): Promise<void> {
  const { rows } = await sql`select from person_fields
    where team_id = ${scope.teamId}::uuid and id = ${fieldId}::uuid`.execute(scope.db);
  if (rows.length === 0) throw noSuch('field', 'sort');
}

async function placesIn(
  { db, teamId }: TeamScope,
  { from, join, where, keys, way, number, words }: Order,
  fits: Fits | null,
  limit: number,
): Promise<TablePlace[]> {
  const named = sql.join(keys.map((key, at) => sql`${key} as ${sql.raw(`key_${at}`)}`));
  const inOrder = sql`order by ${sql.join(keys.map((key) => sql`${key} ${way}`))}`;
  const byKeys = sql`order by ${sql.join(keys.map((_, at) => sql`${sql.raw(`key_${at}`)} ${way}`))}`;
  const id = keys.at(-1)!;
  const read = async (rows: RawBuilder<unknown>) =>
    (
      await sql<TablePlace>`select ${number} as number, ${words} as words, id
        from (${rows}) as people ${byKeys} limit ${sql.lit(limit)}`.execute(db)
    ).rows;
  if (!fits)
    return read(sql`select ${id} as id, ${named} from ${from} where ${where} ${inOrder} limit ${sql.lit(limit)}`);
  const joined = sql`from ${from} ${join} where ${where}`;
  const allWhoFit = () => read(sql`select people.id, ${named} ${joined} and ${fits.far} offset 0`);
  if (fits.among?.areFew) return allWhoFit();
  if (fits.among)
    return read(sql`select place.* from (select ${id} as id, ${named} from ${from}
        where ${where} and ${isAmong(id, fits.among)} ${inOrder} offset 0) as place
      where exists (select from people
        where people.team_id = ${teamId}::uuid and people.id = place.id and ${fits.near} offset 0)`);
  const near = await read(sql`select * from (
    select people.*, ${named} ${joined} ${inOrder} limit ${sql.lit(lookedThrough)}) as people where ${fits.near}`);
  if (near.length === limit) return near;
  const { rows } = await sql`select ${joined} offset ${sql.lit(lookedThrough)} limit 1`.execute(db);
  return rows.length === 0 ? near : allWhoFit();
}

/** The planner must not join them: it would do so one by one. */
function isAmong(id: RawBuilder<unknown>, { ids }: Among): RawBuilder<boolean> {
  return sql<boolean>`(${id} in (${ids} limit ${sql.lit(mostAmong)})) is true`;
}

async function fill(scope: TeamScope, places: TablePlace[]): Promise<TableRow[]> {
  if (places.length === 0) return [];
  const ids = places.map(({ id }) => id);
  const rows = await selectPeople(scope)
    .select('conversations.last_inbound_id')
    .where(sql<boolean>`people.id = any (${ids}::uuid[])`)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return places.flatMap((place) => {
    const row = byId.get(place.id);
    if (!row) return [];
    const { last_inbound_id: heard } = row;
    return [{ ...toPerson(row), lastHeardAt: heard === null ? null : timeOf(heard), place }];
  });
}

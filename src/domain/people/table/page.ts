import { type RawBuilder, sql } from 'kysely';
import { timeOf } from '../../../platform/ids.ts';
import type { TeamScope } from '../../floor.ts';
import { noSuch } from '../fields/field.ts';
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
 * So many rows are looked through in their order. Whoever is found more seldom than a page in them is rare: then all who
 * fit are found first, and sorted. Either alone may go through the whole team.
 */
const lookedThrough = 2000;

/**
 * A page of the table, after a place of the page before.
 * @throws AppError `unreadable` for fields, groups and questions that the team does not have.
 */
export async function readTable(
  scope: TeamScope,
  { sort, after, limit, ...whom }: Whom & { sort: Sort; after: TablePlace | null; limit: number },
): Promise<TableRow[]> {
  const fits = await whoFits(scope, whom);
  if (typeof sort.by === 'object') await mustHaveField(scope, sort.by.fieldId);
  const places: TablePlace[] = [];
  for (const order of ordersOf(scope, sort, after)) {
    if (places.length < limit) places.push(...(await placesIn(scope, order, fits, limit - places.length)));
  }
  return fill(scope, places);
}

/** A condition on `people`; null when everybody fits. */
export async function whoFits(scope: TeamScope, { filter, search }: Whom): Promise<RawBuilder<boolean> | null> {
  const parts = [
    ...(filter && filter.conditions.length > 0 ? [predicateOf(await readKnown(scope), filter)] : []),
    ...(search.trim() ? [containsWords(scope, search)] : []),
  ];
  return parts.length === 0 ? null : sql<boolean>`${sql.join(parts, sql` and `)}`;
}

async function mustHaveField(scope: TeamScope, fieldId: string): Promise<void> {
  const { rows } = await sql`select from person_fields
    where team_id = ${scope.teamId}::uuid and id = ${fieldId}::uuid`.execute(scope.db);
  if (rows.length === 0) throw noSuch('field', 'sort');
}

async function placesIn(
  scope: TeamScope,
  order: Order,
  fits: RawBuilder<boolean> | null,
  limit: number,
): Promise<TablePlace[]> {
  if (!fits) {
    const page = await sql<TablePlace>`
      select ${order.number} as number, ${order.words} as words, people.id
      from people ${order.join} where people.team_id = ${scope.teamId}::uuid and ${order.where}
      order by ${order.by} limit ${sql.lit(limit)}`.execute(scope.db);
    return page.rows;
  }
  const { rows } = await sql<{ looked: number; found: TablePlace[] }>`
    with near as materialized (
      select people.*, row_number() over (order by ${order.by}) as n, ${order.number} as sort_number, ${order.words} as sort_words
      from people ${order.join} where people.team_id = ${scope.teamId}::uuid and ${order.where}
      order by ${order.by} limit ${sql.lit(lookedThrough)})
    select (select count(*)::int from near) as looked, (select coalesce(json_agg(json_build_object(
        'number', sort_number, 'words', sort_words, 'id', id) order by n), '[]')
      from (select n, id, sort_number, sort_words from near as people where ${fits} order by n limit ${limit}) as found)
      as found`.execute(scope.db);
  const { looked, found } = rows[0]!;
  if (looked < lookedThrough || found.length === limit) return found;
  const all = await sql<TablePlace>`
    with found as materialized (
      select people.id, row_number() over (order by ${order.by}) as n, ${order.number} as number, ${order.words} as words
      from people ${order.join} where people.team_id = ${scope.teamId}::uuid and ${order.where} and ${fits})
    select number, words, id from found order by n limit ${limit}`.execute(scope.db);
  return all.rows;
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

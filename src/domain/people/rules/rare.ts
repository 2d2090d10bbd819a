import { type RawBuilder, sql } from 'kysely';
import { placesOfFitting } from './field-tests.ts';
import type { Condition, Filter } from './filter.ts';
import type { Known } from './known.ts';

/** Of fewer than one in so many, a page is not full after all that is looked through. */
const oneIn = 30;

/** So few are found and sorted sooner than a page of others is looked through. */
const few = 200;

/** Counting more costs more than it saves. */
const mostCounted = 4000;

/**
 * Whether it is known, without looking at people, that those who fit a filter are rare. It is asked of indexes, for conditions
 * that these can count: what is in a field, and who was put into a group.
 */
export async function areRare(known: Known, filter: Filter): Promise<boolean> {
  const counts = countable(known, filter).map(
    (rows) => sql`(select count(*) from (${rows} limit ${sql.lit(mostCounted)}) as counted)`,
  );
  if (counts.length === 0) return false;
  const { rows } = await sql<{ count: number; all: number }>`
    select least(${sql.join(counts)})::int as count,
      (select reltuples from pg_class where oid = 'people'::regclass) as all`.execute(known.scope.db);
  const { count = mostCounted, all = 0 } = rows[0] ?? {};
  return count <= few || (count < mostCounted && count * oneIn < all);
}

/** Queries each of which has a row for everybody who fits, and perhaps for others. */
function countable(known: Known, { match, conditions }: Filter): RawBuilder<unknown>[] {
  if (match === 'any' && conditions.length > 1) return [];
  return conditions.flatMap((part) => ('conditions' in part ? countable(known, part) : (rowsOf(known, part) ?? [])));
}

function rowsOf(known: Known, condition: Condition): RawBuilder<unknown> | null {
  if (condition.kind === 'field') return placesOfFitting(known, condition);
  if (condition.kind !== 'group' || !condition.isIn) return null;
  if (known.rules.get(condition.groupId.toLowerCase()) !== null) return null;
  return sql`select from group_members where team_id = ${known.scope.teamId}::uuid
    and group_id = ${condition.groupId}::uuid`;
}

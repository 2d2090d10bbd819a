import { type RawBuilder, sql } from 'kysely';
import { placesOfFitting } from './field-tests.ts';
import type { Condition, Filter } from './filter.ts';
import type { Known } from './known.ts';

/** Who fits a filter is among these, of whom there are not many. */
export interface Among {
  /** A query that yields `person_id`. */
  ids: RawBuilder<unknown>;
  /** They are sorted sooner than an order is gone along to them. */
  areFew: boolean;
}

/** So few are sorted at once, however few people there are. */
const few = 200;

/** More are, where others of them do not fit: the next who does may stand far along an order. */
const timesWhenNarrowed = 4;

/** So many times the root are counted: of more, those who fit are met soon enough by looking at each row. */
const mostTimes = 25;

/** Never more than this: all of them are looked up in the planner's memory. */
export const mostAmong = 100_000;

/** Fewer people cost nothing, whatever is done; and what a new table holds PostgreSQL may not know yet. */
const fewestPeople = 1000;

/**
 * Among whom those are who fit a filter, without looking at people; null when it is not known, or they are many. It is asked
 * of indexes, for conditions that these can count: what is in a field, and who was put into a group. From where on they are
 * few or many grows with the root of how many people there are: docs/decisions/0120-along-the-order.md.
 */
export async function amongWhom(known: Known, filter: Filter, isNarrowed: boolean): Promise<Among | null> {
  const queries = countable(known, filter);
  if (queries.length === 0) return null;
  const counts = queries.map(
    (ids) => sql`(select count(*)::int from (${ids} limit (select most from size)) as counted)`,
  );
  const { rows } = await sql<{ counts: number[]; root: number; most: number }>`
    with size as (select root, least(root * ${sql.lit(mostTimes)}, ${sql.lit(mostAmong)}) as most from (
      select sqrt(greatest(reltuples, ${sql.lit(fewestPeople)}))::int as root
      from pg_class where oid = 'people'::regclass) as roots)
    select array[${sql.join(counts)}] as counts, root, most from size`.execute(known.scope.db);
  const { counts: counted, root, most } = rows[0]!;
  const fewest = Math.min(...counted);
  if (fewest >= most) return null;
  const mostSorted = Math.max(few, isNarrowed ? root * timesWhenNarrowed : root);
  return { ids: queries[counted.indexOf(fewest)]!, areFew: fewest <= mostSorted };
}

/** Queries each of which yields everybody who fits, and perhaps others. */
function countable(known: Known, { match, conditions }: Filter): RawBuilder<unknown>[] {
  if (match === 'any' && conditions.length > 1) return [];
  return conditions.flatMap((part) => ('conditions' in part ? countable(known, part) : (idsOf(known, part) ?? [])));
}

function idsOf(known: Known, condition: Condition): RawBuilder<unknown> | null {
  if (condition.kind === 'field') return placesOfFitting(known, condition);
  if (condition.kind !== 'group' || !condition.isIn) return null;
  if (known.rules.get(condition.groupId.toLowerCase()) !== null) return null;
  return sql`select person_id from group_members where team_id = ${known.scope.teamId}::uuid
    and group_id = ${condition.groupId}::uuid`;
}

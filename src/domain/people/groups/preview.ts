import { type RawBuilder, sql } from 'kysely';
import type { TeamScope } from '../../floor.ts';
import type { Filter } from '../rules/filter.ts';
import { predicateOf, ruleOf } from '../rules/predicate.ts';
import { findGroup } from './change-group.ts';
import { readRule } from './rule-change.ts';

/** So many are named. */
const mostNamed = 100;

interface Some {
  count: number;
  /** The first of them, by name. */
  people: { id: string; name: string }[];
}

/** What a rule would make of a group, before it is kept. */
interface Preview {
  /** How many it would have. */
  people: number;
  comesIn: Some;
  leaves: Some;
}

/**
 * Who would come into a group, and who would leave it, if it had this rule; into a new one (null) everybody comes.
 * @throws AppError as `changeGroup`.
 */
export async function previewRule(scope: TeamScope, groupId: string | null, rule: Filter): Promise<Preview> {
  const group = groupId === null ? null : await findGroup(scope, groupId);
  const known = await readRule(scope, group?.id ?? null, rule);
  const will = predicateOf(known, rule, { path: 'rule' });
  const is = group?.rule ? ruleOf(known, group.id, group.rule) : sql<boolean>`false`;
  const among = (test: RawBuilder<unknown>) => sql`(select json_build_object(
    'count', (select count(*) from seen where ${test}),
    'people', (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by lower(name), id), '[]')
      from (select id, name from seen where ${test} order by lower(name), id limit ${sql.lit(mostNamed)}) as named)))`;
  const { rows } = await sql<Preview>`
    with seen as materialized (
      select id, name, is_in, will_be_in from (select people.id, people.name, ${is} as is_in, ${will} as will_be_in
        from people where people.team_id = ${scope.teamId}::uuid) as asked
      where is_in or will_be_in)
    select (select count(*)::int from seen where will_be_in) as people,
      ${among(sql`will_be_in and not is_in`)} as "comesIn", ${among(sql`is_in and not will_be_in`)} as leaves`.execute(
    scope.db,
  );
  return rows[0] as Preview;
}

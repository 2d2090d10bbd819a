import { type RawBuilder, sql } from 'kysely';
import type { TeamScope } from '../../floor.ts';
import { type Known, readKnown } from './known.ts';
import { ruleOf } from './predicate.ts';

/** Asks of the person under an id, which is a column or a value, whether they are in the groups. */
type IsMember = (personId: RawBuilder<unknown>) => RawBuilder<boolean>;

/**
 * Everybody in any of these groups, by hand or by rule, as a query that yields `person_id`, each of a group once: for
 * `in (…)`. A group that is not the team's has nobody in it.
 */
export async function membersOf(scope: TeamScope, groupIds: string[]): Promise<RawBuilder<unknown>> {
  const rule = await anyRule(scope, groupIds);
  const byHand = sql`select person_id from group_members
    where group_members.team_id = ${scope.teamId}::uuid and group_members.group_id = any (${groupIds}::uuid[])`;
  if (!rule) return byHand;
  return sql`${byHand} union select people.id from people where people.team_id = ${scope.teamId}::uuid and ${rule}`;
}

/** The same as a question about one person, which is looked up by key: for a condition on rows that are few. */
export async function isMemberOf(scope: TeamScope, groupIds: string[]): Promise<IsMember> {
  const rule = await anyRule(scope, groupIds);
  return (personId) => {
    const byHand = sql<boolean>`coalesce((select true from group_members
      where group_members.team_id = ${scope.teamId}::uuid and group_members.person_id = ${personId}
        and group_members.group_id = any (${groupIds}::uuid[]) limit 1), false)`;
    if (!rule) return byHand;
    return sql<boolean>`(${byHand} or (select true from people
      where people.team_id = ${scope.teamId}::uuid and people.id = ${personId} and ${rule}) is true)`;
  };
}

/**
 * The next members after an id, as a query that yields `person_id`, in no order and some perhaps twice, but of each group
 * no more than `most`: take the first `most` of what it yields, by id. As quick far back as at the beginning.
 */
export async function membersAfter(
  scope: TeamScope,
  groupIds: string[],
  after: string,
  most: number,
): Promise<RawBuilder<unknown>> {
  const rule = await anyRule(scope, groupIds);
  const byHand = sql`select person_id from unnest(${groupIds}::uuid[]) as chosen (group_id) cross join lateral (
    select person_id from group_members where team_id = ${scope.teamId}::uuid
      and group_members.group_id = chosen.group_id and person_id > ${after}::uuid
    order by person_id limit ${most}::int) as member`;
  if (!rule) return byHand;
  return sql`${byHand} union all (select people.id from people
    where people.team_id = ${scope.teamId}::uuid and people.id > ${after}::uuid and ${rule}
    order by people.id limit ${most}::int)`;
}

/** A condition on `people` that is true for whoever fits the rule of any of the groups; none, where none has a rule. */
async function anyRule(scope: TeamScope, groupIds: string[]): Promise<RawBuilder<boolean> | null> {
  const { rows } = await sql`select from groups where team_id = ${scope.teamId}::uuid and id = any (${groupIds}::uuid[])
    and rule is not null limit 1`.execute(scope.db);
  return rows.length > 0 ? rulesOf(await readKnown(scope), groupIds) : null;
}

function rulesOf(known: Known, groupIds: string[]): RawBuilder<boolean> {
  const rules = groupIds.flatMap((given) => {
    const id = given.toLowerCase();
    const rule = known.rules.get(id);
    return rule ? [ruleOf(known, id, rule)] : [];
  });
  return sql<boolean>`(${sql.join(rules, sql` or `)})`;
}

import { type RawBuilder, sql } from 'kysely';
import type { TeamScope } from '../../floor.ts';

/** Asks of the person under an id, which is a column or a value, whether they are in the groups. */
type IsMember = (personId: RawBuilder<unknown>) => RawBuilder<boolean>;

/**
 * Everybody in any of these groups, by hand or by rule, as a query that yields `person_id`, each once or more often: for
 * `in (…)`. A group that is not the team's has nobody in it.
 */
export async function membersOf(scope: TeamScope, groupIds: string[]): Promise<RawBuilder<unknown>> {
  return sql`select person_id from group_members
    where group_members.team_id = ${scope.teamId}::uuid and group_members.group_id = any (${groupIds}::uuid[])`;
}

/** The same as a question about one person, which is looked up by key: for a condition on rows that are few. */
export async function isMemberOf(scope: TeamScope, groupIds: string[]): Promise<IsMember> {
  return (personId) => sql<boolean>`coalesce((select true from group_members
    where group_members.team_id = ${scope.teamId}::uuid and group_members.person_id = ${personId}
      and group_members.group_id = any (${groupIds}::uuid[]) limit 1), false)`;
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
  return sql`select person_id from unnest(${groupIds}::uuid[]) as chosen (group_id) cross join lateral (
    select person_id from group_members where team_id = ${scope.teamId}::uuid
      and group_members.group_id = chosen.group_id and person_id > ${after}::uuid
    order by person_id limit ${most}::int) as member`;
}

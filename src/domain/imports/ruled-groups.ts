import type { TeamScope } from '../floor.ts';

/** The names of the groups that find their people by a rule. */
export async function ruledGroups(scope: TeamScope): Promise<Set<string>> {
  const rows = await scope.db
    .selectFrom('groups')
    .select('name')
    .where('team_id', '=', scope.teamId)
    .where('rule', 'is not', null)
    .execute();
  return new Set(rows.map(({ name }) => name));
}

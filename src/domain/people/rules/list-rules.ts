import type { TeamScope } from '../../floor.ts';
import type { Filter } from './filter.ts';

/** The rules of the team's groups, by the name of the group. */
export async function listRules(scope: TeamScope): Promise<{ name: string; rule: Filter }[]> {
  const rows = await scope.db
    .selectFrom('groups')
    .select(['name', 'rule'])
    .where('team_id', '=', scope.teamId)
    .where('rule', 'is not', null)
    .orderBy('name')
    .execute();
  return rows.map(({ name, rule }) => ({ name, rule: rule as unknown as Filter }));
}

import type { TeamScope } from '../floor.ts';

/** Those of some members who are of this team and may be given something to do. */
export async function activeAmong(scope: TeamScope, memberIds: string[]): Promise<Set<string>> {
  if (memberIds.length === 0) return new Set();
  const rows = await scope.db
    .selectFrom('members')
    .select('id')
    .where('team_id', '=', scope.teamId)
    .where('id', 'in', memberIds)
    .where('deactivated_at', 'is', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

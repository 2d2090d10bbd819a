import type { TeamScope } from '../floor.ts';

/**
 * Those of some members who are of this team and may be given something to do. In a transaction, on demand, they stay so
 * until the commit: whoever would deactivate one of them waits.
 */
export async function activeAmong(
  scope: TeamScope,
  memberIds: string[],
  { isLocked = false } = {},
): Promise<Set<string>> {
  if (memberIds.length === 0) return new Set();
  const rows = await scope.db
    .selectFrom('members')
    .select('id')
    .where('team_id', '=', scope.teamId)
    .where('id', 'in', memberIds)
    .where('deactivated_at', 'is', null)
    .$if(isLocked, (query) => query.forShare())
    .execute();
  return new Set(rows.map(({ id }) => id));
}

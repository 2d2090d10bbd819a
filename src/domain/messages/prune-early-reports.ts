import type { TeamScope } from '../floor.ts';

/**
 * Removes reports from before a time whose texts never became known.
 * @returns how many went.
 */
export async function pruneEarlyReports(scope: TeamScope, before: Date): Promise<number> {
  const { numDeletedRows } = await scope.db
    .deleteFrom('early_reports')
    .where('team_id', '=', scope.teamId)
    .where('received_at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { undoMs } from './stored-removal.ts';

/**
 * Forgets for good what was kept of people who cannot be brought back any more; and that somebody was removed, once nobody
 * counts texts by it any more (`before`).
 * @returns of how many people something was forgotten.
 */
export async function pruneRemoved(scope: TeamScope, before: Date): Promise<number> {
  const since = new Date(scope.clock.now().getTime() - undoMs);
  const { numAffectedRows } = await sql`
    update removed_people as gone set rows = null, file_ids = '{}' from removals
    where gone.team_id = ${scope.teamId}::uuid and gone.rows is not null
      and removals.team_id = gone.team_id and removals.id = gone.removal_id
      and removals.state <> 'undoing' and begun_at < ${since}::timestamptz`.execute(scope.db);
  await sql`delete from removals where team_id = ${scope.teamId}::uuid
    and begun_at < ${before}::timestamptz and state not in ('removing', 'undoing')`.execute(scope.db);
  return Number(numAffectedRows ?? 0);
}

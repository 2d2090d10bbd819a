import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';

/** People by their ids, each once; in place of those who were merged into somebody that one. */
export async function idsNow(scope: TeamScope, personIds: string[]): Promise<string[]> {
  if (personIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select distinct coalesce(now_person_id, named.id) as id from unnest(${personIds}::uuid[]) as named (id)
    left join merges on merges.team_id = ${scope.teamId}::uuid and other_person_id = named.id`.execute(scope.db);
  return rows.map(({ id }) => id);
}

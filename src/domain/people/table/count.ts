import { sql } from 'kysely';
import type { TeamScope } from '../../floor.ts';
import { mostCounted } from '../groups/groups.ts';
import { type Whom, whoFits } from './page.ts';

/**
 * How many fit, `mostCounted` at most.
 * @throws AppError as `readTable`.
 */
export async function countTable(scope: TeamScope, whom: Whom): Promise<number> {
  const fits = (await whoFits(scope, whom)) ?? sql`true`;
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (select from people
    where people.team_id = ${scope.teamId}::uuid and ${fits} limit ${sql.lit(mostCounted)}) as counted`.execute(
    scope.db,
  );
  return rows[0]?.count ?? 0;
}

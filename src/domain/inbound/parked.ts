import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { mostCounted } from '../messages/messages.ts';

/** A webhook that could not be taken in. */
export interface Parked {
  id: string;
  lineId: string;
  receivedAt: Date;
  /** What went wrong, as the program says it. */
  fault: string;
}

const shown = 50;

/** The newest webhooks that could not be taken in, and how many there are, `mostCounted` at most. */
export async function listParked(scope: TeamScope): Promise<{ count: number; items: Parked[] }> {
  const { rows } = await sql<Parked & { count: number }>`
    select id, line_id as "lineId", received_at as "receivedAt", fault, (
      select count(*)::int from (select from webhook_events where team_id = ${scope.teamId} and fault is not null
        limit ${sql.lit(mostCounted)}) as parked) as count
    from webhook_events where team_id = ${scope.teamId} and fault is not null
    order by received_at desc limit ${sql.lit(shown)}`.execute(scope.db);
  return { count: rows[0]?.count ?? 0, items: rows.map(({ count: _, ...item }) => item) };
}

import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';
import { type PutBy, putByRows } from '../../platform/put-by-rows.ts';

/** Who was removed in the database whose place a backup takes. */
export interface RemovedBefore {
  alone: PutBy;
  together: PutBy;
}

/** Puts by who was removed, as far as that is still known, in the transaction in which a backup takes the place of all. */
export async function putByRemoved(db: Database): Promise<RemovedBefore> {
  return {
    alone: await putByRows(db, 'acts', sql`kind = 'person.removed' and person_id is not null`),
    together: await putByRows(db, 'removed_people', sql`became = 'removed'`),
  };
}

/** How many of them a backup has brought back: they were removed after it was made. */
export async function countRevived(db: Database, { alone, together }: RemovedBefore): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from people where (team_id, id) in (
      select (row ->> 'team_id')::uuid, (row ->> 'person_id')::uuid from ${alone} as kept
      union select (row ->> 'team_id')::uuid, (row ->> 'person_id')::uuid from ${together} as kept)`.execute(db);
  return rows[0]?.count ?? 0;
}

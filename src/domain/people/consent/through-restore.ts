import { sql } from 'kysely';
import type { Database } from '../../../platform/database.ts';
import { type PutBy, putByRows } from '../../../platform/put-by-rows.ts';

/** What was said about being texted, of the database whose place a backup takes. */
export interface SaidBefore {
  opt_outs: PutBy;
  stop_requests: PutBy;
  consent_records: PutBy;
}

/** Puts by what was said about being texted, in the transaction in which a backup takes the place of all that is there. */
export async function putBySaid(db: Database): Promise<SaidBefore> {
  return {
    opt_outs: await putByRows(db, 'opt_outs', sql`ended_at is null`),
    stop_requests: await putByRows(db, 'stop_requests', sql`settled_at is null`),
    consent_records: await putByRows(db, 'consent_records', sql`true`),
  };
}

/**
 * Has it count in the database that a backup has made: whoever said STOP since the backup is not texted, and whoever seems
 * to ask waits for a member. What ended since counts again as it did then.
 * @returns how many opt-outs and requests the backup did not know.
 */
export async function keepSaid(db: Database, before: SaidBefore): Promise<{ optedOut: number; asking: number }> {
  const carry = async (table: keyof SaidBefore): Promise<number> => {
    const { numAffectedRows } = await sql`
      insert into ${sql.table(table)}
      select one.* from ${before[table]} as kept
      cross join lateral jsonb_populate_record(null::${sql.table(table)}, kept.row) as one
      where exists (select from teams where teams.id = one.team_id)
      on conflict do nothing`.execute(db);
    return Number(numAffectedRows ?? 0);
  };
  await carry('consent_records');
  return { optedOut: await carry('opt_outs'), asking: await carry('stop_requests') };
}

import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';
import { restored } from './when.ts';

/**
 * Has all broadcasts that were under way rest, in the transaction that restores a backup: nobody here can know who has had
 * theirs since. Whoever was due by now is left out, also of those who are put down later; who is due later waits for
 * whoever resumes it. Answers how many rest.
 */
export async function pauseRestored(db: Database): Promise<number> {
  await sql`
    update broadcast_recipients set left_because = 'too_late'
    where message_id is null and left_because is null and due_at <= now()`.execute(db);
  await sql`delete from broadcast_counts`.execute(db);
  const { numAffectedRows } = await sql`
    update broadcasts set paused_at = coalesce(paused_at, now()), confirmed = null,
      due = case when filled_at is null then due || jsonb_build_object(${sql.lit(restored)}, now()) else due end
    where dispatched_at is not null and done_at is null and canceled_at is null`.execute(db);
  return Number(numAffectedRows ?? 0);
}

import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';

/**
 * Has all questions rest, in the transaction that restores a backup: nobody here can know who has been asked or reminded
 * since it was made. Whatever was due by now is not done any more; what is due later waits for whoever resumes the
 * question. Answers how many questions were going on.
 */
export async function pauseRestored(db: Database): Promise<number> {
  // What was held may have been freed, and whoever was still to be put down may have been.
  await sql`
    update asks set state = 'skipped', skipped_because = 'too_late', held_at = null, state_at = now()
    where state = 'waiting' and (due_at <= now() or held_at is not null)`.execute(db);
  await sql`update rounds set state = 'open' where state = 'filling'`.execute(db);
  await sql`update asks set next_nudge_at = null where next_nudge_at <= now()`.execute(db);
  await sql`update asks set next_silence_at = null where next_silence_at <= now()`.execute(db);
  const { numAffectedRows } = await sql`
    update questions set paused_at = now() where paused_at is null and archived_at is null`.execute(db);
  return Number(numAffectedRows ?? 0);
}

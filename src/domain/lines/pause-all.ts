import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';

/** Stops sending over every line of the installation; one that is paused already keeps its own reason. */
export async function pauseAll(db: Database, reason: string): Promise<void> {
  await sql`update lines set paused_at = now(), paused_reason = ${reason} where paused_at is null`.execute(db);
}

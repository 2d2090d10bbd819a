import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';

/** Of a text there is one other try, save those that were taken back: these give way to the next. */
export async function freeRetries(tx: TeamTransaction, messageIds: string[]): Promise<void> {
  await sql`update messages set retry_of = null where team_id = ${tx.teamId}::uuid
    and retry_of = any (${messageIds}::uuid[]) and status = 'canceled'`.execute(tx.db);
}

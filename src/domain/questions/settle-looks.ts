import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';

/** Nobody needs to look any more at what was not understood, once there is an answer. */
export async function settleLooks(tx: TeamTransaction, askId: string): Promise<void> {
  await sql`
    update reply_matches set settled_at = ${tx.clock.now()}
    where team_id = ${tx.teamId}::uuid and ask_id = ${askId}::uuid and outcome = 'needs_look'
      and replaced_at is null and settled_at is null`.execute(tx.db);
}

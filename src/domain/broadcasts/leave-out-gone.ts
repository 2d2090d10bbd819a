import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';

/** Leaves people out of all broadcasts that have no text for them yet: should they come back, those are over. */
export async function leaveOutGone(tx: TeamTransaction, personIds: string[]): Promise<void> {
  await sql`update broadcast_recipients set left_because = 'gone'
    where team_id = ${tx.teamId}::uuid and person_id = any (${personIds}::uuid[])
      and message_id is null and left_because is null`.execute(tx.db);
}

import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import { touch } from './changed.ts';

/** Leaves people out of all broadcasts that have no text for them yet: should they come back, those are over. */
export async function leaveOutGone(tx: TeamTransaction, personIds: string[]): Promise<void> {
  const { rows } = await sql<{ broadcast_id: string }>`
    update broadcast_recipients set left_because = 'gone'
    where team_id = ${tx.teamId}::uuid and person_id = any (${personIds}::uuid[])
      and message_id is null and left_because is null returning broadcast_id`.execute(tx.db);
  await touch(tx, [...new Set(rows.map(({ broadcast_id }) => broadcast_id))]);
}

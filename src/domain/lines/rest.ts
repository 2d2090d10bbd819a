import { sql } from 'kysely';
import { announce, type TeamTransaction } from '../floor.ts';

/** Lets a line rest for a while because what its company allows is used up, and says so to whoever looks. */
export async function rest(tx: TeamTransaction, lineId: string, forMs: number, reason: string): Promise<void> {
  await tx.db
    .updateTable('lines')
    .set({ rests_until: sql<Date>`now() + ${forMs} * interval '1 millisecond'`, rests_reason: reason })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', lineId)
    .execute();
  announce(tx, { kind: 'line.changed' });
}

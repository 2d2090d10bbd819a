import { sql } from 'kysely';
import type { TeamTransaction } from '../../floor.ts';
import { keepRecords } from './ledger.ts';
import type { ImportedOptOut } from './many.ts';

/**
 * Ends opt-outs that came with a file, because that is taken back: as if it had never come, or its like could not come again.
 * Whatever somebody has said themselves stays.
 */
export async function endImported(tx: TeamTransaction, given: ImportedOptOut[]): Promise<void> {
  if (given.length === 0) return;
  const now = tx.clock.now();
  const { rows } = await sql<{ address: string; member_id: string }>`
    delete from opt_outs using unnest(${given.map(({ address }) => address)}::text[],
      ${given.map(({ saidAt }) => saidAt ?? now)}::timestamptz[]) as given (address, said_at)
    where opt_outs.team_id = ${tx.teamId}::uuid and opt_outs.address = given.address and how = 'imported'
      and ended_at is null and opted_out_at = said_at
    returning opt_outs.address, member_id`.execute(tx.db);
  await keepRecords(
    tx,
    rows.map(({ address, member_id: memberId }) => ({
      address,
      kind: 'ended',
      how: 'imported',
      memberId,
      happenedAt: now,
    })),
  );
}

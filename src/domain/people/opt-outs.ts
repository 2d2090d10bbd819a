import type { TeamScope, TeamTransaction } from '../floor.ts';

/**
 * Records that an address must not be texted any more. Saying it again changes nothing.
 * @returns whether it is news.
 */
export async function optOut(
  tx: TeamTransaction,
  address: string,
  how: 'texted' | 'provider',
  words: string | null,
): Promise<boolean> {
  const row = await tx.db
    .insertInto('opt_outs')
    .values({
      team_id: tx.teamId,
      id: tx.newId(),
      address,
      opted_out_at: tx.clock.now(),
      how,
      words: words?.slice(0, 200) ?? null,
    })
    .onConflict((conflict) => conflict.columns(['team_id', 'address']).where('ended_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Ends an address's opt-out. Only the person can do this, by texting.
 * @returns whether there was one to end.
 */
export async function optIn(tx: TeamTransaction, address: string): Promise<boolean> {
  const rows = await tx.db
    .updateTable('opt_outs')
    .set({ ended_at: tx.clock.now() })
    .where('team_id', '=', tx.teamId)
    .where('address', '=', address)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  return rows.length > 0;
}

/** Whether an address has opted out and not come back. Ask again right before sending. */
export async function isOptedOut(scope: TeamScope, address: string): Promise<boolean> {
  const row = await scope.db
    .selectFrom('opt_outs')
    .select('id')
    .where('team_id', '=', scope.teamId)
    .where('address', '=', address)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

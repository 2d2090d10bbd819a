import { sql } from 'kysely';
import type { TeamScope, TeamTransaction } from '../floor.ts';

/**
 * Records that an address must not be texted any more. Said again, it counts from the last time; what was said
 * (`saidAt`) before they came back changes nothing.
 * @returns whether it is news.
 */
export async function optOut(
  tx: TeamTransaction,
  address: string,
  how: 'texted' | 'provider',
  words: string | null,
  saidAt: Date,
): Promise<boolean> {
  if (await hasComeBackSince(tx, address, saidAt)) return false;
  const id = tx.newId();
  const row = await tx.db
    .insertInto('opt_outs')
    .values({
      team_id: tx.teamId,
      id,
      address,
      opted_out_at: saidAt,
      how,
      words: words?.slice(0, 200) ?? null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'address'])
        .where('ended_at', 'is', null)
        .doUpdateSet({ opted_out_at: sql`greatest(opt_outs.opted_out_at, excluded.opted_out_at)` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id === id;
}

/**
 * Ends an address's opt-out. Only the person can do this, by texting; what they said (`saidAt`) ends nothing that was
 * said after it. Where there is nothing to end it is kept as an opt-out of no length: a STOP of before may still come.
 * @returns whether there was one to end.
 */
export async function optIn(tx: TeamTransaction, address: string, saidAt: Date): Promise<boolean> {
  const rows = await tx.db
    .updateTable('opt_outs')
    .set({ ended_at: saidAt })
    .where('team_id', '=', tx.teamId)
    .where('address', '=', address)
    .where('ended_at', 'is', null)
    .where('opted_out_at', '<=', saidAt)
    .returning('id')
    .execute();
  if (rows.length > 0) return true;
  await tx.db
    .insertInto('opt_outs')
    .values({ team_id: tx.teamId, id: tx.newId(), address, opted_out_at: saidAt, how: 'texted', ended_at: saidAt })
    .execute();
  return false;
}

async function hasComeBackSince(scope: TeamScope, address: string, time: Date): Promise<boolean> {
  const row = await scope.db
    .selectFrom('opt_outs')
    .select('id')
    .where('team_id', '=', scope.teamId)
    .where('address', '=', address)
    .where('ended_at', '>', time)
    // What a wrong clock has put into the future must not make us deaf to a STOP.
    .where('ended_at', '<=', scope.clock.now())
    .executeTakeFirst();
  return row !== undefined;
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

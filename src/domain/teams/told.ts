import { newestChange } from '../../platform/events.ts';
import type { TeamTransaction } from '../floor.ts';

/**
 * From here on the team's browsers are told of what is new; everything before counts as known. While no browser is
 * subscribed nobody moves the head, so the first one to subscribe does.
 */
export async function beginTelling(tx: TeamTransaction): Promise<void> {
  const last_number = await newestChange(tx);
  await tx.db
    .insertInto('push_heads')
    .values({ team_id: tx.teamId, last_number })
    .onConflict((conflict) => conflict.column('team_id').doUpdateSet({ last_number }))
    .execute();
}

/**
 * The numbers of the changes of which nobody has been told: after the first, up to the second. They count as told when the
 * caller's transaction commits; another one waits for it.
 */
export async function takeUntold(tx: TeamTransaction): Promise<{ after: number; upTo: number }> {
  const head = await tx.db
    .selectFrom('push_heads')
    .select('last_number')
    .where('team_id', '=', tx.teamId)
    .forUpdate()
    .executeTakeFirst();
  const upTo = await newestChange(tx);
  await tx.db.updateTable('push_heads').set({ last_number: upTo }).where('team_id', '=', tx.teamId).execute();
  return { after: Number(head?.last_number ?? upTo), upTo };
}

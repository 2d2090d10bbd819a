import { sql } from 'kysely';
import { AppError } from '../../platform/errors.ts';
import { inTransaction, type TeamScope } from '../floor.ts';
import { putOff, takeBackPutOff } from '../messages/messages.ts';
import { type Member, mustManage, recordAct } from '../teams/teams.ts';
import { type Broadcast, find } from './broadcast.ts';
import { changed } from './changed.ts';
import { lock } from './drafts.ts';
import { textsOf } from './rest.ts';

/**
 * Ends a broadcast: whoever has no text yet gets none, and what waits in the queue is taken back. Once more changes
 * nothing. Answers for how many it ended in time, and how many texts had left or were leaving.
 * @throws AppError `forbidden`, `not_found`, `too_late` for a draft.
 */
export async function cancel(
  member: Member,
  broadcastId: string,
): Promise<{ canceled: number; left: number; broadcast: Broadcast }> {
  mustManage(member, 'text many people at once');
  await inTransaction(member, async (tx) => {
    const before = await lock(tx, broadcastId);
    if (before.state === 'draft') throw new AppError('too_late', 'This is a draft: there is nothing to cancel.');
    if (before.canceledAt || before.doneAt) return;
    await sql`update broadcasts set canceled_at = ${tx.clock.now()} where team_id = ${tx.teamId}::uuid
      and id = ${broadcastId}::uuid`.execute(tx.db);
    // From the commit on none of them leaves; then each is told in its conversation that it never will.
    await putOff(tx, textsOf(tx, broadcastId));
    await recordAct(tx, { kind: 'broadcast.canceled', subjectId: broadcastId });
    await changed(tx, broadcastId);
  });
  await takeBackAll(member, broadcastId);
  const broadcast = await find(member, broadcastId, { isAtOnce: true });
  const { canceled = 0, chosen = 0, left = [] } = broadcast.progress ?? {};
  const without = left.reduce((sum, { count }) => sum + count, 0);
  return { canceled, left: chosen - canceled - without, broadcast };
}

/** Takes back what was put off of a canceled broadcast, page by page. Safe to break off and to do again. */
export async function takeBackAll(scope: TeamScope, broadcastId: string): Promise<void> {
  for (let hasMore = true; hasMore; )
    hasMore = await inTransaction(scope, async (tx) => {
      const count = await takeBackPutOff(tx, textsOf(tx, broadcastId), 'broadcastCanceled');
      if (count > 0) await changed(tx, broadcastId);
      return count > 0;
    });
}

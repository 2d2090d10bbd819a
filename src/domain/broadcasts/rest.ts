import { sql } from 'kysely';
import { AppError } from '../../platform/errors.ts';
import { inTransaction, type TeamScope } from '../floor.ts';
import { letGo, putOff, type Some } from '../messages/messages.ts';
import { type Member, mustManage, recordAct } from '../teams/teams.ts';
import { type Broadcast, find } from './broadcast.ts';
import { changed } from './changed.ts';
import { lock } from './drafts.ts';

/**
 * Has a broadcast rest: nothing is written, and what waits in the queue stays there.
 * @throws AppError `forbidden`, `not_found`, `too_late` when there is nothing left that could rest.
 */
export const pause = (member: Member, broadcastId: string): Promise<Broadcast> => setPaused(member, broadcastId, true);

/** Goes on with a broadcast. @throws as `pause`. */
export const resume = (member: Member, broadcastId: string): Promise<Broadcast> =>
  setPaused(member, broadcastId, false);

async function setPaused(member: Member, broadcastId: string, isPaused: boolean): Promise<Broadcast> {
  mustManage(member, 'text many people at once');
  await inTransaction(member, async (tx) => {
    const before = await lock(tx, broadcastId);
    if (before.state === 'draft' || before.canceledAt || before.doneAt)
      throw new AppError('too_late', 'There is nothing of this broadcast that could be paused.');
    if ((before.pausedAt !== null) === isPaused) return;
    const now = tx.clock.now();
    await tx.db
      .updateTable('broadcasts')
      .set({ paused_at: isPaused ? now : null, left_over: 0, counted_at: now })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', broadcastId)
      .execute();
    if (isPaused) await putOff(tx, textsOf(tx, broadcastId));
    else await letGo(tx, textsOf(tx, broadcastId));
    await recordAct(tx, { kind: `broadcast.${isPaused ? 'paused' : 'resumed'}`, subjectId: broadcastId });
    await changed(tx, broadcastId);
  });
  return find(member, broadcastId, { isAtOnce: true });
}

/** The texts of a broadcast. */
export const textsOf =
  ({ teamId }: TeamScope, broadcastId: string): Some =>
  (messageId) =>
    sql`
  exists (select from broadcast_recipients as recipients where recipients.team_id = ${teamId}::uuid
    and recipients.message_id = ${messageId} and recipients.broadcast_id = ${broadcastId}::uuid offset 0)`;

import { recordChanges } from '../../platform/events.ts';
import { type Floor, inTransaction } from '../floor.ts';
import { wakeLine } from './wake-line.ts';

/**
 * Takes over what workers that died were sending. Whether those texts left cannot be known here: they become `unknown`
 * and are never sent again blindly. What they had not begun is taken up again.
 */
export async function recoverFrom(floor: Floor, workerIds: string[]): Promise<void> {
  if (workerIds.length === 0) return;
  const attempts = await floor.db
    .selectFrom('attempts')
    .select(['team_id', 'id', 'line_id', 'conversation_id', 'message_id'])
    .where('worker_id', 'in', workerIds)
    .where('outcome', '=', 'sending')
    .execute();
  for (const attempt of attempts) {
    await inTransaction({ ...floor, teamId: attempt.team_id }, async (tx) => {
      const mine = await tx.db
        .updateTable('attempts')
        .set({ outcome: 'unknown', reason: 'The worker stopped while it was sending.', ended_at: tx.clock.now() })
        .where('team_id', '=', tx.teamId)
        .where('id', '=', attempt.id)
        .where('outcome', '=', 'sending')
        .returning('id')
        .executeTakeFirst();
      if (!mine) return;
      await tx.db
        .updateTable('messages')
        .set({ status: 'unknown', status_at: tx.clock.now() })
        .where('team_id', '=', tx.teamId)
        .where('conversation_id', '=', attempt.conversation_id)
        .where('id', '=', attempt.message_id)
        .where('status', '=', 'sending')
        .execute();
      await tx.db
        .deleteFrom('outbox')
        .where('team_id', '=', tx.teamId)
        .where('line_id', '=', attempt.line_id)
        .where('message_id', '=', attempt.message_id)
        .execute();
      await wakeLine(tx, attempt.line_id);
      await recordChanges(tx, [
        { kind: 'message.changed', conversationId: attempt.conversation_id, messageId: attempt.message_id },
      ]);
    });
  }
}

import type { TeamTransaction } from '../floor.ts';
import type { Status } from '../message-status.ts';

/** What a text that is under way is in its own row; that it is under way stands in its attempt. */
export const begun = ['scheduled', 'queued', 'sending'] as const satisfies Status[];

/** Brings texts from one of some statuses to another; those that are further along already stay as they are. */
export async function setStatus(
  tx: TeamTransaction,
  messageIds: string[],
  from: readonly Status[],
  to: { status: Status; error_code?: string | null; error_message?: string | null },
): Promise<void> {
  if (messageIds.length === 0) return;
  await tx.db
    .updateTable('messages')
    .set({ ...to, status_at: tx.clock.now() })
    .where('team_id', '=', tx.teamId)
    .where('id', 'in', messageIds)
    .where('status', 'in', from)
    .execute();
}

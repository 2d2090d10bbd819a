import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import { wakeLine } from '../lines/lines.ts';

/** Lanes of a line, the faster first: somebody's reply never waits behind what goes to many. */
export const lanes = { oneToOne: 0, toMany: 1 } as const;

/** Puts a text into the queue of its line, to leave at a time, or now when there is none. */
export async function enqueue(
  tx: TeamTransaction,
  text: {
    lineId: string;
    messageId: string;
    conversationId: string;
    dueAt: Date | null;
    /** With no `dueAt`: so much later than now. */
    afterSeconds?: number;
    lane: number;
    /** It is dropped when the person writes before it leaves. */
    unlessTheyWrite?: boolean;
  },
): Promise<void> {
  await tx.db
    .insertInto('outbox')
    .values({
      team_id: tx.teamId,
      line_id: text.lineId,
      message_id: text.messageId,
      conversation_id: text.conversationId,
      lane: text.lane,
      due_at: text.dueAt ?? sql<Date>`now() + ${text.afterSeconds ?? 0} * interval '1 second'`,
      unless_they_write: text.unlessTheyWrite ?? false,
    })
    .execute();
  await wakeLine(tx, text.lineId, { isPatient: text.lane !== lanes.oneToOne });
}

/** Takes texts out of the queue for good: they have left, or never will. */
export async function dequeue(tx: TeamTransaction, lineId: string, messageIds: string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await tx.db
    .deleteFrom('outbox')
    .where('team_id', '=', tx.teamId)
    .where('line_id', '=', lineId)
    .where('message_id', 'in', messageIds)
    .execute();
}

/** Puts a text that has not left back into the queue, wherever it has been since it was claimed, to leave after a while. */
export async function putBack(
  tx: TeamTransaction,
  lineId: string,
  text: { messageId: string; conversationId: string; lane: number; tries: number; triedAt: Date },
  waitMs: number,
): Promise<void> {
  const waiting = {
    claimed_by: null,
    attempt_id: null,
    tries: text.tries,
    due_at: sql<Date>`now() + ${waitMs} * interval '1 millisecond'`,
  };
  await tx.db
    .insertInto('outbox')
    .values({
      team_id: tx.teamId,
      line_id: lineId,
      message_id: text.messageId,
      conversation_id: text.conversationId,
      lane: text.lane,
      tried_at: text.triedAt,
      ...waiting,
    })
    .onConflict((conflict) => conflict.columns(['team_id', 'line_id', 'message_id']).doUpdateSet(waiting))
    .execute();
}

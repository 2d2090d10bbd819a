import { type RawBuilder, sql } from 'kysely';
import { prepared } from '../../platform/database.ts';
import type { TeamScope, TeamTransaction } from '../floor.ts';
import { wakeLine } from '../lines/lines.ts';

/** Lanes of a line, the faster first: somebody's reply never waits behind what goes to many. */
export const lanes = { oneToOne: 0, toMany: 1 } as const;

/** A place in a lane of a line, in the order in which its texts leave. */
export interface Place {
  dueAt: string;
  messageId: string;
}

export const veryStart: Place = { dueAt: '-infinity', messageId: '00000000-0000-0000-0000-000000000000' };

/** What is due after this was put off until somebody lets it go. */
export const never = sql<Date>`'9000-01-01T00:00:00Z'::timestamptz`;

/** Nobody writes a text down for longer than this. */
const longestWriting = sql.lit('1 minute');

/**
 * The places before which nothing waits and nothing will, by lane: what has left is not passed again. Whoever puts a text
 * into the queue has it due at the beginning of the transaction at the earliest.
 */
export async function startsOf(scope: TeamScope, lineId: string, before: Place[]): Promise<Place[]> {
  const { rows } = await prepared(
    'starts-of-line',
    sql<{ due_at: string }>`
      select least(now() - ${longestWriting}::interval, (
        select due_at from outbox
        where team_id = ${scope.teamId} and line_id = ${lineId} and outbox.lane = lanes.lane and due_at >= start
        order by due_at limit 1))::text as due_at
      from unnest(array[0, 1], ${before.map(({ dueAt }) => dueAt)}::timestamptz[]) as lanes (lane, start) order by lane`,
  ).execute(scope.db);
  return rows.map(({ due_at: dueAt }) => ({ ...veryStart, dueAt }));
}

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
    /** Since when the person had been waiting. */
    waitedSince?: Date | null;
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
      due_at: dueAt(text.dueAt, text.afterSeconds),
      unless_they_write: text.unlessTheyWrite ?? false,
      waited_since: text.waitedSince ?? null,
    })
    .execute();
  await wakeLine(tx, text.lineId, { isPatient: text.lane !== lanes.oneToOne });
}

/** When a text is due: never before the transaction that says so. */
export const dueAt = (at: Date | null, afterSeconds = 0): RawBuilder<Date> =>
  sql<Date>`greatest(${at}::timestamptz, now() + ${afterSeconds} * interval '1 second')`;

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

/** Puts a text that was under way and has not left back into the queue, to leave after a while. */
export async function putBack(
  tx: TeamTransaction,
  lineId: string,
  text: {
    messageId: string;
    conversationId: string;
    lane: number;
    tries: number;
    triedAt: Date;
    unlessTheyWrite: boolean;
    waitedSince: Date | null;
    openUntil: Date | null;
  },
  waitMs: number,
): Promise<void> {
  await tx.db
    .insertInto('outbox')
    .values({
      team_id: tx.teamId,
      line_id: lineId,
      message_id: text.messageId,
      conversation_id: text.conversationId,
      lane: text.lane,
      tries: text.tries,
      tried_at: text.triedAt,
      due_at: sql<Date>`now() + ${waitMs} * interval '1 millisecond'`,
      unless_they_write: text.unlessTheyWrite,
      waited_since: text.waitedSince,
      open_until: text.openUntil,
    })
    .execute();
}

/** Whether a text of these conversations waits in the queue: it was held back by those that have just ended. */
export async function isAnotherWaiting(
  tx: TeamTransaction,
  lineId: string,
  conversationIds: string[],
): Promise<boolean> {
  const row = await tx.db
    .selectFrom('outbox')
    .select('message_id')
    .where('conversation_id', 'in', conversationIds)
    // In words that no index knows: by line, it would lead past all that has ever left.
    .where('team_id', 'is not distinct from', tx.teamId)
    .where('line_id', 'is not distinct from', lineId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

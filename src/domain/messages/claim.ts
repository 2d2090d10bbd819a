import { sql } from 'kysely';
import { announce, inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
import type { Line } from '../lines/lines.ts';
import { dequeue } from './outbox.ts';
import { setStatus } from './set-status.ts';

/** A text that is ours to send now, with the attempt that is already written down. */
export interface Claimed {
  attemptId: string;
  messageId: string;
  conversationId: string;
  to: string;
  body: string;
  tries: number;
  triedAt: Date;
}

/**
 * Takes the next texts of a line that are due, the faster lane first, at most one of each conversation, and commits an
 * attempt for each before anything leaves. Whoever has opted out by now is not texted: the text is cancelled.
 */
export async function claim(scope: TeamScope, line: Line, workerId: string, limit: number): Promise<Claimed[]> {
  return inTransaction(scope, async (tx) => {
    const rows = await selectDue(tx, line, limit);
    if (rows.length === 0) return [];
    const optedOut = rows.filter((row) => row.has_opted_out);
    const claimed = rows.filter((row) => !row.has_opted_out).map((row) => toClaimed(tx, row));
    await dequeue(tx, line.id, idsOf(optedOut));
    await setStatus(tx, idsOf(optedOut), ['scheduled', 'queued'], {
      status: 'canceled',
      error_message: 'They opted out before this could leave. Nothing was sent.',
    });
    await begin(tx, line, claimed, workerId);
    for (const row of rows) {
      announce(tx, { kind: 'message.changed', conversationId: row.conversation_id, messageId: row.message_id });
    }
    return claimed;
  });
}

/** When a line's next text can leave: the past means now, null that nothing waits but behind what is under way. */
export async function nextDueAt(scope: TeamScope, lineId: string): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date | null }>`
    select min(due_at) as due_at from outbox
    where team_id = ${scope.teamId} and line_id = ${lineId} and claimed_by is null and ${isFirst}`.execute(scope.db);
  return rows[0]?.due_at ?? null;
}

interface DueRow {
  message_id: string;
  conversation_id: string;
  tries: number;
  tried_at: Date;
  to_address: string;
  body: string;
  has_opted_out: boolean;
}

/** An earlier text of the conversation goes first, also while it is under way or waits for another try. */
const isFirst = sql`not exists (
  select from outbox earlier
  where earlier.team_id = outbox.team_id and earlier.conversation_id = outbox.conversation_id
    and earlier.message_id < outbox.message_id and (earlier.tries > 0 or earlier.due_at <= now()))`;

async function selectDue(tx: TeamTransaction, line: Line, limit: number): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    with due as (
      select message_id, conversation_id, tries, coalesce(tried_at, now()) as tried_at, lane, due_at from outbox
      where team_id = ${tx.teamId} and line_id = ${line.id} and claimed_by is null and due_at <= now() and ${isFirst}
      order by lane, due_at, message_id limit ${limit} for update skip locked)
    select due.*, messages.to_address, messages.body, exists (
      select from opt_outs
      where opt_outs.team_id = messages.team_id and opt_outs.address = messages.to_address and ended_at is null
    ) as has_opted_out
    from due join messages on messages.team_id = ${tx.teamId}
      and messages.conversation_id = due.conversation_id and messages.id = due.message_id
    order by lane, due_at, message_id`.execute(tx.db);
  return rows;
}

async function begin(tx: TeamTransaction, line: Line, claimed: Claimed[], workerId: string): Promise<void> {
  if (claimed.length === 0) return;
  await tx.db
    .insertInto('attempts')
    .values(
      claimed.map((text) => ({
        team_id: tx.teamId,
        id: text.attemptId,
        conversation_id: text.conversationId,
        message_id: text.messageId,
        line_id: line.id,
        worker_id: workerId,
        outcome: 'sending',
        started_at: tx.clock.now(),
      })),
    )
    .execute();
  const ids = claimed.map((text) => text.messageId);
  await tx.db
    .updateTable('outbox')
    .set({ claimed_by: workerId, tried_at: sql<Date>`coalesce(tried_at, now())` })
    .where('team_id', '=', tx.teamId)
    .where('line_id', '=', line.id)
    .where('message_id', 'in', ids)
    .execute();
  await setStatus(tx, ids, ['scheduled', 'queued'], { status: 'sending' });
}

function toClaimed(scope: TeamScope, row: DueRow): Claimed {
  return {
    attemptId: scope.newId(),
    messageId: row.message_id,
    conversationId: row.conversation_id,
    to: row.to_address,
    body: row.body,
    tries: row.tries,
    triedAt: row.tried_at,
  };
}

const idsOf = (rows: DueRow[]) => rows.map((row) => row.message_id);

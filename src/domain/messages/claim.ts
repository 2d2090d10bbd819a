import { sql } from 'kysely';
import { recordChanges } from '../../platform/events.ts';
import { inTransaction, type TeamScope } from '../floor.ts';
import type { Line } from '../lines/lines.ts';
import { isOptedOut } from '../people/people.ts';

/** A text that is ours to send now, with the attempt that is already written down. */
export interface Claimed {
  attemptId: string;
  messageId: string;
  conversationId: string;
  to: string;
  body: string;
  tries: number;
  writtenAt: Date;
}

/**
 * Takes the next texts of a line that are due, at most one of each conversation, and commits an attempt for each before
 * anything leaves. Whoever has opted out by now is not texted: the text is cancelled.
 */
export async function claim(scope: TeamScope, line: Line, workerId: string, limit: number): Promise<Claimed[]> {
  return inTransaction(scope, async (tx) => {
    const rows = await selectDue(tx, line, limit);
    const claimed: Claimed[] = [];
    for (const row of rows) {
      if (await isOptedOut(tx, row.to_address)) await cancel(tx, line, row);
      else claimed.push(await begin(tx, line, row, workerId));
    }
    await recordChanges(
      tx,
      rows.map((row) => ({ kind: 'message.changed', conversationId: row.conversation_id, messageId: row.message_id })),
    );
    return claimed;
  });
}

/** When the next text of a line is due that is not due yet; null when there is none. */
export async function nextDueAt(scope: TeamScope, lineId: string): Promise<Date | null> {
  const row = await scope.db
    .selectFrom('outbox')
    .select((select) => select.fn.min('due_at').as('due_at'))
    .where('team_id', '=', scope.teamId)
    .where('line_id', '=', lineId)
    .where('claimed_by', 'is', null)
    .executeTakeFirst();
  return row?.due_at ?? null;
}

interface DueRow {
  message_id: string;
  conversation_id: string;
  tries: number;
  to_address: string;
  body: string;
  created_at: Date;
}

function selectDue(tx: TeamScope, line: Line, limit: number): Promise<DueRow[]> {
  return (
    tx.db
      .selectFrom('outbox')
      .innerJoin('messages', (join) =>
        join
          .onRef('messages.team_id', '=', 'outbox.team_id')
          .onRef('messages.conversation_id', '=', 'outbox.conversation_id')
          .onRef('messages.id', '=', 'outbox.message_id'),
      )
      .select([
        'outbox.message_id',
        'outbox.conversation_id',
        'outbox.tries',
        'messages.to_address',
        'messages.body',
        'messages.created_at',
      ])
      .where('outbox.team_id', '=', tx.teamId)
      .where('outbox.line_id', '=', line.id)
      .where('outbox.claimed_by', 'is', null)
      .where('outbox.due_at', '<=', sql<Date>`now()`)
      // An earlier text of the conversation goes first, also while it waits for another try.
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('outbox as earlier')
              .select('earlier.message_id')
              .whereRef('earlier.team_id', '=', 'outbox.team_id')
              .whereRef('earlier.conversation_id', '=', 'outbox.conversation_id')
              .whereRef('earlier.message_id', '<', 'outbox.message_id')
              .where((or) => or.or([or('earlier.tries', '>', 0), or('earlier.due_at', '<=', sql<Date>`now()`)])),
          ),
        ),
      )
      .orderBy('outbox.due_at')
      .orderBy('outbox.message_id')
      .limit(limit)
      .forUpdate('outbox')
      .skipLocked()
      .execute()
  );
}

async function begin(tx: TeamScope, line: Line, row: DueRow, workerId: string): Promise<Claimed> {
  const attemptId = tx.newId();
  await tx.db
    .insertInto('attempts')
    .values({
      team_id: tx.teamId,
      id: attemptId,
      conversation_id: row.conversation_id,
      message_id: row.message_id,
      line_id: line.id,
      worker_id: workerId,
      outcome: 'sending',
      started_at: tx.clock.now(),
    })
    .execute();
  await tx.db
    .updateTable('outbox')
    .set({ claimed_by: workerId })
    .where('team_id', '=', tx.teamId)
    .where('line_id', '=', line.id)
    .where('message_id', '=', row.message_id)
    .execute();
  await setStatus(tx, row, 'sending', null);
  return {
    attemptId,
    messageId: row.message_id,
    conversationId: row.conversation_id,
    to: row.to_address,
    body: row.body,
    tries: row.tries,
    writtenAt: row.created_at,
  };
}

async function cancel(tx: TeamScope, line: Line, row: DueRow): Promise<void> {
  await tx.db
    .deleteFrom('outbox')
    .where('team_id', '=', tx.teamId)
    .where('line_id', '=', line.id)
    .where('message_id', '=', row.message_id)
    .execute();
  await setStatus(tx, row, 'canceled', 'They opted out before this could leave. Nothing was sent.');
}

async function setStatus(
  tx: TeamScope,
  row: DueRow,
  status: 'sending' | 'canceled',
  why: string | null,
): Promise<void> {
  await tx.db
    .updateTable('messages')
    .set({ status, status_at: tx.clock.now(), error_message: why })
    .where('team_id', '=', tx.teamId)
    .where('conversation_id', '=', row.conversation_id)
    .where('id', '=', row.message_id)
    .execute();
}

import { sql } from 'kysely';
import { announce, type Floor, inTransaction, type TeamScope } from '../floor.ts';
import { wakeLine } from '../lines/lines.ts';
import type { LineInHand } from './line-in-hand.ts';
import { lookLater } from './resolve-unknown.ts';
import { begun, setStatus } from './set-status.ts';

interface Lost {
  team_id: string;
  id: string;
  line_id: string;
  message_id: string;
}

/**
 * Takes over what no living worker is sending any more. Whether those texts left cannot be known here: they become
 * `unknown` and are never sent again blindly. A worker lives as long as it has a row in `workers`.
 */
export async function recoverLost(floor: Floor): Promise<void> {
  const { rows } = await sql<Lost>`
    select team_id, id, line_id, message_id from attempts
    where outcome = 'sending' and not exists (select from workers where workers.id = attempts.worker_id)`.execute(
    floor.db,
  );
  for (const lost of rows) await settle({ ...floor, teamId: lost.team_id }, lost);
}

/** Takes over what a worker has begun on a line and is not doing any more: all but the attempts under way. */
export async function recoverLine(
  scope: TeamScope,
  lineId: string,
  workerId: string,
  underWay: string[],
): Promise<void> {
  const { rows } = await sql<Lost>`
    select team_id, id, line_id, message_id from attempts
    where outcome = 'sending' and team_id = ${scope.teamId} and line_id = ${lineId} and worker_id = ${workerId}
      and id <> all (${underWay}::uuid[])`.execute(scope.db);
  for (const lost of rows) await settle(scope, lost);
}

/** Wakes the lines on which this process lost sight of an attempt: its next drain there settles it. */
export async function wakeOutOfSight(floor: Floor, lines: ReadonlyMap<string, LineInHand>): Promise<void> {
  for (const [lineId, { teamId, hasLostSight }] of lines) {
    if (hasLostSight) await wakeLine({ ...floor, teamId }, lineId);
  }
}

/** Wakes every line that has something to send: whatever else was lost, a start finds it. */
export async function wakeLines(floor: Floor): Promise<void> {
  const lines = await floor.db.selectFrom('outbox').select(['team_id', 'line_id']).distinct().execute();
  for (const line of lines) await wakeLine({ ...floor, teamId: line.team_id }, line.line_id);
}

async function settle(scope: TeamScope, lost: Lost): Promise<void> {
  await inTransaction(scope, async (tx) => {
    // Its text may have gone to another conversation since it was found.
    const mine = await tx.db
      .updateTable('attempts')
      .set({ outcome: 'unknown', reason: 'It broke off while it was being sent.', ended_at: tx.clock.now() })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', lost.id)
      .where('outcome', '=', 'sending')
      .returning('conversation_id')
      .executeTakeFirst();
    if (!mine) return;
    await setStatus(tx, [lost.message_id], begun, { status: 'unknown' });
    await lookLater(tx, lost.line_id, lost.id);
    await wakeLine(tx, lost.line_id);
    announce(tx, { kind: 'message.changed', conversationId: mine.conversation_id, messageId: lost.message_id });
  });
}

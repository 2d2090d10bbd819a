import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import { seemsToAsk } from '../people/people.ts';
import { longDue, toReckon } from './hold-back.ts';
import { enqueue, lanes } from './outbox.ts';
import { ownReasons } from './own-reasons.ts';
import { setStatus } from './set-status.ts';

interface Doubted {
  lineId: string;
  messageId: string;
  conversationId: string;
  to: string;
}

/**
 * Puts a text of which nobody knows whether it left back into the queue, in the lane of before: what went to many keeps
 * their hours, rests with its broadcast, and does not go to whoever seems to ask for no more. Their conversation is locked.
 */
export async function sendAgain(tx: TeamTransaction, { to, ...text }: Doubted): Promise<void> {
  const lane = await laneOf(tx, text);
  const isToMany = lane === lanes.toMany;
  const broadcast = isToMany ? await standingOf(tx, text.messageId) : null;
  const why = broadcast?.is_canceled ? 'broadcastCanceled' : isToMany && (await seemsToAsk(tx, to)) && 'asksToStop';
  if (why) {
    const change = { status: 'canceled', error_code: null, error_message: ownReasons[why] } as const;
    return setStatus(tx, [text.messageId], ['unknown'], change);
  }
  await setStatus(tx, [text.messageId], ['unknown'], { status: 'queued', error_code: null });
  await enqueue(tx, { ...text, dueAt: null, lane });
  if (!isToMany) return;
  await sql`
    update outbox set open_until = ${toReckon(tx)}, due_at = ${broadcast?.is_paused ? longDue : sql`due_at`}
    where team_id = ${tx.teamId}::uuid and line_id = ${text.lineId}::uuid and message_id = ${text.messageId}::uuid`.execute(
    tx.db,
  );
}

async function laneOf(tx: TeamTransaction, { conversationId, messageId }: Omit<Doubted, 'to'>): Promise<number> {
  const attempt = await tx.db
    .selectFrom('attempts')
    .select('lane')
    .where('team_id', '=', tx.teamId)
    .where('conversation_id', '=', conversationId)
    .where('message_id', '=', messageId)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return attempt?.lane ?? lanes.oneToOne;
}

async function standingOf(tx: TeamTransaction, messageId: string) {
  const { rows } = await sql<{ is_paused: boolean; is_canceled: boolean }>`
    select paused_at is not null and done_at is null as is_paused, canceled_at is not null as is_canceled
    from broadcast_recipients as recipients
    join broadcasts on broadcasts.team_id = recipients.team_id and broadcasts.id = broadcast_id
    where recipients.team_id = ${tx.teamId}::uuid and recipients.message_id = ${messageId}::uuid limit 1`.execute(
    tx.db,
  );
  return rows[0] ?? null;
}

import { sql } from 'kysely';
import type { Turns } from '../../platform/turns.ts';
import { type Floor, inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
import { never } from '../messages/messages.ts';
import { takeBackAll } from './cancel.ts';
import { changed } from './changed.ts';
import { putOffResting } from './keep-off.ts';
import { textsOf } from './rest.ts';

interface UnderWay {
  team_id: string;
  id: string;
  is_canceled: boolean;
}

/** Takes back what is left of canceled broadcasts. A broadcast of which nothing waits any more is done. */
export async function finish(floor: Floor, turns: Turns): Promise<void> {
  const { rows } = await sql<UnderWay>`
    select team_id, id, canceled_at is not null as is_canceled from broadcasts
    where dispatched_at is not null and done_at is null and filled_at is not null
      and (first_at <= ${floor.clock.now()} or canceled_at is not null) and not id = any (${turns.resting()}::uuid[]) order by dispatched_at`.execute(
    floor.db,
  );
  for (const { team_id: teamId, id, is_canceled: isCanceled } of rows)
    await turns.take({ teamId, id }, async () => {
      const scope = { ...floor, teamId };
      if (isCanceled) {
        await inTransaction(scope, (tx) => putOffResting(tx, id));
        await takeBackAll(scope, id);
      }
      if ((isCanceled || !(await isAnybodyWaiting(scope, id))) && !(await isAnyLeaving(scope, id)))
        await inTransaction(scope, (tx) => end(tx, id));
    });
}

async function isAnybodyWaiting(scope: TeamScope, broadcastId: string): Promise<boolean> {
  const { rows } = await sql`select from broadcast_recipients where team_id = ${scope.teamId}::uuid
    and broadcast_id = ${broadcastId}::uuid and message_id is null and left_because is null limit 1`.execute(scope.db);
  return rows.length > 0;
}

/**
 * Whether texts of it wait in the queue or are under way. What is due soon, or held back, is asked first: whatever else is
 * planned is asked once, before it is done.
 */
async function isAnyLeaving(scope: TeamScope, broadcastId: string): Promise<boolean> {
  const isOfIt = textsOf(scope, broadcastId);
  const waits = sql`select from outbox where outbox.team_id = ${scope.teamId}::uuid and ${isOfIt(sql`outbox.message_id`)}`;
  const { rows } = await sql<{ is: boolean }>`
    select case
      when exists (select from attempts where attempts.team_id = ${scope.teamId}::uuid and attempts.outcome = 'sending'
        and ${isOfIt(sql`attempts.message_id`)}) then true
      when exists (${waits} and (due_at < now() + interval '10 minutes' or due_at > ${never} or waits_for is not null))
        then true
      else exists (${waits}) end as is`.execute(scope.db);
  return rows[0]?.is ?? false;
}

async function end(tx: TeamTransaction, broadcastId: string): Promise<void> {
  const isOfIt = textsOf(tx, broadcastId);
  const { rows } = await sql`
    update broadcasts set done_at = ${tx.clock.now()}
    where team_id = ${tx.teamId}::uuid and id = ${broadcastId}::uuid and done_at is null and filled_at is not null
      and (canceled_at is not null or not exists (select from broadcast_recipients as recipients
        where recipients.team_id = ${tx.teamId}::uuid and recipients.broadcast_id = ${broadcastId}::uuid
          and message_id is null and left_because is null))
      -- By what waits and what is under way, which are few, and not by all of its texts.
      and not exists (select from outbox where outbox.team_id = ${tx.teamId}::uuid and ${isOfIt(sql`outbox.message_id`)})
      and not exists (select from attempts where attempts.team_id = ${tx.teamId}::uuid and attempts.outcome = 'sending'
        and ${isOfIt(sql`attempts.message_id`)})
    returning id`.execute(tx.db);
  if (rows.length > 0) await changed(tx, broadcastId);
}

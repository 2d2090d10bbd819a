import { type RawBuilder, sql } from 'kysely';
import type { Turns } from '../../platform/turns.ts';
import { announce, type Floor, inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
import { putOff } from '../messages/messages.ts';
import { takeBackAll } from './cancel.ts';
import { textsOf } from './rest.ts';

interface UnderWay {
  team_id: string;
  id: string;
  is_paused: boolean;
  is_canceled: boolean;
}

/**
 * Looks after the texts that were written: one that did not leave, and is to be tried again, is not tried while its
 * broadcast rests, nor ever when that was canceled. A broadcast of which nothing waits any more is done.
 */
export async function finish(floor: Floor, turns: Turns): Promise<void> {
  const { rows } = await sql<UnderWay>`
    select team_id, id, paused_at is not null as is_paused, canceled_at is not null as is_canceled from broadcasts
    where dispatched_at is not null and done_at is null and filled_at is not null
      and (first_at <= ${floor.clock.now()} or canceled_at is not null) and not id = any (${turns.resting()}::uuid[]) order by dispatched_at`.execute(
    floor.db,
  );
  for (const { team_id: teamId, id, ...broadcast } of rows)
    await turns.take({ teamId, id }, async () => {
      const scope = { ...floor, teamId };
      if (broadcast.is_paused || broadcast.is_canceled) await inTransaction(scope, (tx) => putOff(tx, textsOf(tx, id)));
      if (broadcast.is_canceled) await takeBackAll(scope, id);
      if (broadcast.is_canceled || !(await isAnybodyWaiting(scope, id)))
        await inTransaction(scope, (tx) => end(tx, id));
    });
}

async function isAnybodyWaiting(scope: TeamScope, broadcastId: string): Promise<boolean> {
  const { rows } = await sql`select from broadcast_recipients where team_id = ${scope.teamId}::uuid
    and broadcast_id = ${broadcastId}::uuid and message_id is null and left_because is null limit 1`.execute(scope.db);
  return rows.length > 0;
}

async function end(tx: TeamTransaction, broadcastId: string): Promise<void> {
  const isOfIt = (message: RawBuilder<unknown>) => sql`(select from broadcast_recipients as recipients
    where recipients.team_id = ${tx.teamId}::uuid and recipients.message_id = ${message}
      and recipients.broadcast_id = ${broadcastId}::uuid offset 0)`;
  const { rows } = await sql`
    update broadcasts set done_at = ${tx.clock.now()}
    where team_id = ${tx.teamId}::uuid and id = ${broadcastId}::uuid and done_at is null and filled_at is not null
      and (canceled_at is not null or not exists (select from broadcast_recipients as recipients
        where recipients.team_id = ${tx.teamId}::uuid and recipients.broadcast_id = ${broadcastId}::uuid
          and message_id is null and left_because is null))
      -- By what waits and what is under way, which are few, and not by all of its texts.
      and not exists (select from outbox cross join lateral ${isOfIt(sql`outbox.message_id`)} as of_it
        where outbox.team_id = ${tx.teamId}::uuid)
      and not exists (select from attempts cross join lateral ${isOfIt(sql`attempts.message_id`)} as of_it
        where attempts.team_id = ${tx.teamId}::uuid and attempts.outcome = 'sending')
    returning id`.execute(tx.db);
  if (rows.length > 0) announce(tx, { kind: 'broadcast.changed', subjectId: broadcastId });
}

import { sql } from 'kysely';
import type { Turns } from '../../platform/turns.ts';
import { type Floor, inTransaction, type TeamTransaction } from '../floor.ts';
import { lanes, putOff } from '../messages/messages.ts';
import { textsOf } from './rest.ts';

/** Nobody looks again for longer than this, and nothing leaves before it is due. */
const lookAhead = sql.lit('1 minute');

/**
 * Puts off the texts of resting and canceled broadcasts that are in the queue again: they were under way when their
 * broadcast was told to rest, and did not leave. Quick, so that it comes before they are tried once more.
 */
export async function keepOff(floor: Floor, turns: Turns): Promise<void> {
  const { rows } = await sql<{ team_id: string; id: string }>`
    with resting as materialized (
      select team_id, id from broadcasts where dispatched_at is not null and done_at is null
        and (paused_at is not null or canceled_at is not null) and not id = any (${turns.resting()}::uuid[]))
    select distinct resting.team_id, resting.id
    from (select distinct team_id from resting) as teams
    join lines on lines.team_id = teams.team_id
    cross join lateral (select message_id from outbox where outbox.team_id = lines.team_id and outbox.line_id = lines.id
      and outbox.lane = ${sql.lit(lanes.toMany)} and outbox.due_at < now() + ${lookAhead}::interval offset 0) as soon
    cross join lateral (select broadcast_id from broadcast_recipients as recipients
      where recipients.team_id = teams.team_id and recipients.message_id = soon.message_id offset 0) as of_it
    join resting on resting.team_id = teams.team_id and resting.id = of_it.broadcast_id`.execute(floor.db);
  for (const { team_id: teamId, id } of rows)
    await turns.take({ teamId, id }, () => inTransaction({ ...floor, teamId }, (tx) => putOffResting(tx, id)));
}

/** Puts off all texts of a broadcast, unless somebody has it go on by now. */
export async function putOffResting(tx: TeamTransaction, broadcastId: string): Promise<void> {
  const { rows } = await sql`
    select from broadcasts where team_id = ${tx.teamId}::uuid and id = ${broadcastId}::uuid
      and (paused_at is not null or canceled_at is not null) for no key update`.execute(tx.db);
  if (rows.length > 0) await putOff(tx, textsOf(tx, broadcastId));
}

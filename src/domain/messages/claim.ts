import { type RawBuilder, sql } from 'kysely';
import { announce, inTransaction, type TeamScope } from '../floor.ts';
import { lanes } from './outbox.ts';
import { paceOf } from './pace.ts';

/** A text that is ours to send now, with the attempt that is already written down. */
export interface Claimed {
  attemptId: string;
  messageId: string;
  conversationId: string;
  lane: number;
  to: string;
  body: string;
  tries: number;
  triedAt: Date;
}

/** A worker without a sign of life for this long is dead; by the database's clock, which all workers share. */
export const leaseSeconds = 15;

/** Where a lane of a line was left off, so that what is long gone before it need not be passed again. */
export interface Place {
  dueAt: string;
  messageId: string;
}

/** How many texts of a lane may be taken, and after which place. */
export interface LaneOrder {
  most: number;
  after: Place | null;
}

/**
 * Takes the next texts of a line that are due, the faster lane first and no more than the line's pace allows, at most one
 * of each conversation in a lane, and commits an attempt for each before anything leaves. Nothing is taken for a line
 * that is paused, nor by a worker whose lease is over. Whoever has opted out by now is not texted: the text is cancelled.
 */
export async function claim(
  scope: TeamScope,
  lineId: string,
  workerId: string,
  { replies, toMany }: { replies: LaneOrder; toMany: LaneOrder },
): Promise<{ claimed: Claimed[]; places: (Place | null)[] }> {
  return inTransaction(scope, async (tx) => {
    const attemptIds = Array.from({ length: replies.most + toMany.most }, () => tx.newId());
    const { rows } = await sql<ClaimedRow>`
      with pace as materialized (${paceOf(tx, lineId)}),
      replies as (${dueIn(tx, lineId, workerId, lanes.oneToOne, replies, sql`for_replies`)}),
      to_many as (${dueIn(tx, lineId, workerId, lanes.toMany, toMany, sql`for_many`)}),
      texts as (
        select due.*, messages.to_address, messages.body, has_opted_out,
          case when has_opted_out then 0 else segments end as segments,
          sum(case when has_opted_out then 0 else segments end)
            over (order by lane, due_at, due.message_id rows unbounded preceding) as running,
          row_number() over (order by lane, due_at, due.message_id) as place
        from (select * from replies union all select * from to_many) as due
        join messages on messages.team_id = ${tx.teamId} and messages.conversation_id = due.conversation_id
          and messages.id = due.message_id
        cross join lateral (
          select exists (select from opt_outs where opt_outs.team_id = messages.team_id
            and opt_outs.address = messages.to_address and ended_at is null) as has_opted_out
        ) as opted),
      chosen as (
        select texts.*, attempt_id
        from texts join unnest(${attemptIds}::uuid[]) with ordinality as ids (attempt_id, place) using (place)
        cross join pace
        where running - segments < case when lane = ${sql.lit(lanes.oneToOne)} then for_replies else for_many end),
      begun as (
        insert into attempts (team_id, id, conversation_id, message_id, line_id, worker_id, outcome, started_at)
        select ${tx.teamId}::uuid, attempt_id, conversation_id, message_id, ${lineId}::uuid, ${workerId}::uuid, 'sending',
          ${tx.clock.now()}::timestamptz
        from chosen where not has_opted_out),
      marked as (
        update outbox set claimed_by = ${workerId}, attempt_id = chosen.attempt_id, tried_at = chosen.tried_at
        from chosen where not has_opted_out and outbox.team_id = ${tx.teamId} and outbox.line_id = ${lineId}
          and outbox.message_id = chosen.message_id),
      dropped as (
        delete from outbox using chosen where has_opted_out and outbox.team_id = ${tx.teamId}
          and outbox.line_id = ${lineId} and outbox.message_id = chosen.message_id),
      told as (
        update messages set status_at = ${tx.clock.now()}::timestamptz,
          status = case when has_opted_out then 'canceled' else 'sending' end,
          error_message = case when has_opted_out then ${optedOutWords} end
        from chosen where messages.team_id = ${tx.teamId} and messages.conversation_id = chosen.conversation_id
          and messages.id = chosen.message_id and status in ('scheduled', 'queued')
        returning messages.id, messages.body),
      spent as (
        insert into line_paces (team_id, line_id, left_over)
        select ${tx.teamId}::uuid, ${lineId}::uuid, left_over - (select sum(segments) from chosen)
        from pace where rate is not null and exists (select from chosen)
        on conflict (team_id, line_id) do update set left_over = excluded.left_over, counted_at = now())
      -- What was changed a moment ago is in the row that was updated, and not yet in the one that was read.
      select attempt_id, message_id, conversation_id, lane, tries, tried_at, to_address,
        coalesce(told.body, chosen.body) as body, has_opted_out, due_at::text as due_at
      from chosen left join told on told.id = message_id order by place`.execute(tx.db);
    for (const row of rows) {
      announce(tx, { kind: 'message.changed', conversationId: row.conversation_id, messageId: row.message_id });
    }
    return {
      claimed: rows.filter((row) => !row.has_opted_out).map(toClaimed),
      places: [placeAfter(rows, lanes.oneToOne, replies), placeAfter(rows, lanes.toMany, toMany)],
    };
  });
}

interface ClaimedRow {
  attempt_id: string;
  message_id: string;
  conversation_id: string;
  lane: number;
  tries: number;
  tried_at: Date;
  to_address: string;
  body: string;
  has_opted_out: boolean;
  due_at: string;
}

const optedOutWords = 'They opted out before this could leave. Nothing was sent.';

/**
 * An earlier text of the conversation goes first, also while it is under way or waits for another try; but a reply does
 * not wait for what goes to many.
 */
export const isFirst = sql`(
  -- With its limit this is asked of each text in turn; without one the whole queue is joined with itself.
  select true from outbox earlier
  where earlier.team_id = outbox.team_id and earlier.conversation_id = outbox.conversation_id
    and earlier.message_id < outbox.message_id and earlier.lane <= outbox.lane
    and (earlier.tries > 0 or earlier.due_at <= now())
  limit 1) is null`;

function dueIn(
  scope: TeamScope,
  lineId: string,
  workerId: string,
  lane: number,
  { most, after }: LaneOrder,
  budget: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const goesOn = after
    ? sql`and (due_at, message_id) > (${after.dueAt}::timestamptz, ${after.messageId}::uuid)`
    : sql``;
  return sql`
    select message_id, conversation_id, lane, tries, coalesce(tried_at, now()) as tried_at, due_at from outbox
    where team_id = ${scope.teamId} and line_id = ${lineId} and lane = ${lane} and claimed_by is null
      and due_at <= now() ${goesOn} and ${isFirst}
      and exists (select from workers where id = ${workerId} and beat_at > now() - ${leaseSeconds} * interval '1 second')
    order by due_at, message_id
    limit coalesce((select least(${most}, greatest(ceil(${budget}), 0))::int from pace), 0)
    for update skip locked`;
}

/** A lane that was not filled is begun anew: something may have come in behind us. */
function placeAfter(rows: ClaimedRow[], lane: number, { most }: LaneOrder): Place | null {
  const own = rows.filter((row) => row.lane === lane);
  const last = own.length === most ? own.at(-1) : undefined;
  return last ? { dueAt: last.due_at, messageId: last.message_id } : null;
}

function toClaimed(row: ClaimedRow): Claimed {
  return {
    attemptId: row.attempt_id,
    messageId: row.message_id,
    conversationId: row.conversation_id,
    lane: row.lane,
    to: row.to_address,
    body: row.body,
    tries: row.tries,
    triedAt: row.tried_at,
  };
}

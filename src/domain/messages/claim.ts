import { type RawBuilder, sql } from 'kysely';
import { isOf, prepared } from '../../platform/database.ts';
import { announce, inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
import { lanes, type Place } from './outbox.ts';
import { ownReasons } from './own-reasons.ts';
import { paceOf } from './pace.ts';

/** A text that is ours to send now, with the attempt that is already written down. */
export interface Claimed {
  attemptId: string;
  messageId: string;
  conversationId: string;
  lane: number;
  to: string;
  body: string;
  /** The pictures that go with it. */
  files: { id: string; type: string }[];
  tries: number;
  triedAt: Date;
  unlessTheyWrite: boolean;
}

/** A worker without a sign of life for this long is dead; by the database's clock, which all workers share. */
export const leaseSeconds = 15;

/** How many texts of a lane may be taken, and after which place. */
export interface LaneOrder {
  most: number;
  after: Place;
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
    const { rows } = await statementOf(tx, lineId, workerId, replies, toMany).execute(tx.db);
    for (const row of rows) {
      announce(tx, { kind: 'message.changed', conversationId: row.conversation_id, messageId: row.message_id });
    }
    return {
      claimed: rows.filter((row) => !row.has_opted_out).map(toClaimed),
      places: [placeAfter(rows, lanes.oneToOne, replies), placeAfter(rows, lanes.toMany, toMany)],
    };
  });
}

function statementOf(
  tx: TeamTransaction,
  lineId: string,
  workerId: string,
  replies: LaneOrder,
  toMany: LaneOrder,
): RawBuilder<ClaimedRow> {
  const now = tx.clock.now();
  const attemptIds = Array.from({ length: Math.max(replies.most, toMany.most) }, () => tx.newId());
  return prepared(
    'claim-texts',
    sql`
      with pace as materialized (${paceOf(tx, lineId)}),
      replies as (${dueIn(tx, lineId, workerId, lanes.oneToOne, replies, sql`for_replies`)}),
      to_many as (${dueIn(tx, lineId, workerId, lanes.toMany, toMany, sql`for_many`)}),
      weighed as (
        select place, row_number() over (order by lane, due_at, message_id) as rank, sum(segments) over (order by lane, due_at, message_id rows unbounded preceding) - segments
          as before, case when lane = ${sql.lit(lanes.oneToOne)} then for_replies else for_many end as budget
        from (select * from replies union all select * from to_many) as due
        cross join lateral (select segments from messages where messages.team_id = due.team_id
          and messages.conversation_id = due.conversation_id and messages.id = due.message_id limit 1) as text
        cross join pace),
      -- By its place, so that no statistics can have the queue searched. Whatever was changed a moment ago is not there any
      -- more, and is taken next time.
      taken as (
        delete from outbox where ctid = any (array(
          select place from weighed where before < budget and rank <= ${attemptIds.length}::int))
        returning team_id, line_id, lane, due_at, message_id, conversation_id, tries,
          coalesce(tried_at, now()) as tried_at, unless_they_write),
      chosen as (
        select taken.*, has_opted_out, segments, (${attemptIds}::uuid[])[row_number() over ()] as attempt_id
        from taken
        cross join lateral (select segments, to_address from messages where messages.team_id = taken.team_id
          and messages.conversation_id = taken.conversation_id and messages.id = taken.message_id limit 1) as text
        cross join lateral (select exists (select from opt_outs where opt_outs.team_id = taken.team_id
          and opt_outs.address = text.to_address and ended_at is null) as has_opted_out offset 0) as opted),
      begun as (
        insert into attempts (team_id, id, conversation_id, message_id, line_id, worker_id, lane, outcome, started_at)
        select team_id, attempt_id, conversation_id, message_id, line_id, ${workerId}::uuid, lane, 'sending',
          ${now}::timestamptz
        from chosen where not has_opted_out),
      told as (
        update messages set
          status_at = ${now}::timestamptz,
          status = case when has_opted_out then 'canceled' when status in ('scheduled', 'queued') then 'sending'
            else status end,
          error_message = case when has_opted_out then ${ownReasons.optedOut} end
        from chosen where ${isOf('messages', 'chosen', { team_id: 'team_id', id: 'message_id' })}
        -- Its words are in the row that was updated: what was changed a moment ago is not yet in the one that was read.
        returning chosen.*, messages.to_address, messages.body,
          case when messages.media <> '[]' then (
            select json_agg(json_build_object('id', id, 'type', type) order by position) from media
            where media.team_id = messages.team_id and media.message_id = messages.id) end as files),
      spent as (
        insert into line_paces (team_id, line_id, left_over)
        select ${tx.teamId}::uuid, ${lineId}::uuid,
          left_over - coalesce((select sum(segments) from chosen where not has_opted_out), 0)
        from pace where rate is not null and exists (select from chosen)
        on conflict (team_id, line_id) do update set left_over = excluded.left_over, counted_at = now())
      select *, due_at::text as due_at from told order by lane, told.due_at, message_id`,
  );
}

interface ClaimedRow {
  attempt_id: string;
  message_id: string;
  conversation_id: string;
  lane: number;
  tries: number;
  tried_at: Date;
  unless_they_write: boolean;
  to_address: string;
  body: string;
  files: Claimed['files'] | null;
  has_opted_out: boolean;
  due_at: string;
}

/**
 * An earlier text of the conversation over the same line goes first, also while it is under way or waits for another try;
 * but a reply does not wait for what goes to many. Over another number it is another thread on the phone.
 */
export const isFirst = sql`
  -- With its limit this is asked of each text in turn; without one the whole queue is joined with itself.
  (select true from outbox earlier
    where earlier.conversation_id = outbox.conversation_id and earlier.message_id < outbox.message_id
      -- In words that no index knows: one by line must not look as good as the one by conversation.
      and earlier.line_id is not distinct from outbox.line_id
      and earlier.lane <= outbox.lane and (earlier.tries > 0 or earlier.due_at <= now())
    limit 1) is null
  and (select true from attempts
    where attempts.conversation_id = outbox.conversation_id and attempts.message_id < outbox.message_id
      and attempts.line_id = outbox.line_id and attempts.lane <= outbox.lane and outcome = 'sending'
    limit 1) is null`;

function dueIn(
  scope: TeamScope,
  lineId: string,
  workerId: string,
  lane: number,
  { most, after }: LaneOrder,
  budget: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    select ctid as place, team_id, lane, due_at, message_id, conversation_id from outbox
    where team_id = ${scope.teamId} and line_id = ${lineId} and lane = ${sql.lit(lane)} and due_at <= now()
      and (due_at, message_id) > (${after.dueAt}::timestamptz, ${after.messageId}::uuid) and ${isFirst}
      and exists (select from workers
        where id = ${workerId} and beat_at > now() - ${sql.lit(leaseSeconds)} * interval '1 second')
    order by due_at, message_id
    limit coalesce((select least(${most}, greatest(ceil(${budget}), 0))::int from pace), 0)
    for update skip locked`;
}

/** Where a lane goes on; one that was not filled is begun anew, since something may have come in behind us. */
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
    files: row.files ?? [],
    tries: row.tries,
    triedAt: row.tried_at,
    unlessTheyWrite: row.unless_they_write,
  };
}

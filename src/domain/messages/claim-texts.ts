import { type RawBuilder, sql } from 'kysely';
import { isOf, prepared } from '../../platform/database.ts';
import { listOf } from '../../platform/statement.ts';
import type { TeamScope, TeamTransaction } from '../floor.ts';
import { abroadInHour, charge, countReached, newAbroad, purse, rules } from '../limits/limits.ts';
import { leaseSeconds } from './lease.ts';
import { lanes, type Place } from './outbox.ts';
import { ownReasons } from './own-reasons.ts';
import { paceOf } from './pace.ts';

/** How many texts of a lane may be taken, and after which place. */
export interface LaneOrder {
  most: number;
  after: Place;
}

/** What calls a text off, each with the words that are stored with it. */
const callsOff = {
  opted_out: ownReasons.optedOut,
  blocked: ownReasons.blocked,
  wrote_first: ownReasons.wroteFirst,
  asks_to_stop: ownReasons.asksToStop,
};

/** A text that was taken out of the queue. */
export interface Taken {
  attempt_id: string;
  message_id: string;
  conversation_id: string;
  lane: number;
  tries: number;
  tried_at: Date;
  unless_they_write: boolean;
  to_address: string;
  body: string;
  files: { id: string; type: string }[] | null;
  /** Null: it leaves. Because of their hours, of the team's money, or of too many new numbers abroad, it goes back and waits. */
  fate: keyof typeof callsOff | 'hours' | 'money' | 'abroad' | null;
  waited_since: Date | null;
  open_until: Date | null;
  cost: string | null;
  cap: string | null;
  money: string | null;
  due_at: string;
}

/**
 * Takes the texts, decides about each, and writes down an attempt of those that leave. That a text is under way stands in
 * its attempt; in its own row nothing changes until something has come of it.
 */
export function claimTexts(
  tx: TeamTransaction,
  lineId: string,
  workerId: string,
  replies: LaneOrder,
  toMany: LaneOrder,
): RawBuilder<Taken> {
  const now = tx.clock.now();
  const attemptIds = Array.from({ length: Math.max(replies.most, toMany.most) }, () => tx.newId());
  return prepared(
    'claim-texts',
    sql`
      with pace as materialized (${paceOf(tx, lineId)}),
      rules as materialized (${rules(tx, lineId)}),
      replies as (${dueIn(tx, lineId, workerId, lanes.oneToOne, replies, sql`for_replies`)}),
      to_many as (${dueIn(tx, lineId, workerId, lanes.toMany, toMany, sql`for_many`)}),
      weighed as (
        select place, row_number() over (order by lane, due_at, message_id) as rank,
          sum(segments) over (order by lane, due_at, message_id rows unbounded preceding) - segments as before, case when lane = ${sql.lit(lanes.oneToOne)} then for_replies else for_many end as budget
        from (select * from replies union all select * from to_many) as due
        cross join lateral (select segments from messages where messages.team_id = due.team_id
          and messages.conversation_id = due.conversation_id and messages.id = due.message_id limit 1) as text
        cross join pace),
      -- By its place, so that no statistics can have the queue searched. Whatever was changed a moment ago, be it in its
      -- words, has another place by now, and is taken next time.
      taken as (
        delete from outbox where ctid = any (array(
          select place from weighed where before < budget and rank <= ${attemptIds.length}::int))
        returning team_id, line_id, lane, due_at, message_id, conversation_id, tries,
          coalesce(tried_at, now()) as tried_at, unless_they_write, waited_since, open_until),
      looked_at as (
        select taken.*, text.*, (${listOf(attemptIds)}::uuid[])[row_number() over ()] as attempt_id,
          case when has_opted_out then 'opted_out' when others is not null and not is_practice and to_address ~ others
            then 'blocked' when unless_they_write and ${haveWrittenSince} then 'wrote_first'
            when lane = ${sql.lit(lanes.toMany)} and ${seemToAsk} then 'asks_to_stop'
            when open_until <= now() then 'hours' end as obstacle
        from taken
        cross join rules
        cross join lateral (select segments, to_address, body, media from messages where messages.team_id = taken.team_id
          and messages.conversation_id = taken.conversation_id and messages.id = taken.message_id limit 1) as text
        cross join lateral (select exists (select from opt_outs where opt_outs.team_id = taken.team_id
          and opt_outs.address = text.to_address and ended_at is null
          -- The one text that tells them so may leave, for five minutes (47 CFR 64.1200(a)(12)).
          and (confirmation_id is distinct from taken.message_id or opted_out_at < ${now}::timestamptz - interval '5 minutes'))
          as has_opted_out offset 0) as opted),
      newcomers as materialized (${newAbroad(tx)}),
      reached as materialized (${abroadInHour(tx)}),
      purse as materialized (${purse(tx)}),
      sorted as (
        select looked_at.*, country as abroad, coalesce(obstacle, case when place > room then 'abroad' end) as hindrance
        from looked_at left join (
          select message_id, country, new_abroad - coalesce(count, 0) as room,
            row_number() over (partition by country order by lane, due_at, message_id) as place
          from newcomers left join reached using (country) cross join rules) as ranked using (message_id)),
      chosen as (
        select sorted.*, coalesce(hindrance, case when money is not null and (price is null or price
          * sum(segments) filter (where hindrance is null) over (order by lane, due_at, message_id) > money)
          then 'money' end) as fate, segments * price as cost, cap, money
        from sorted cross join rules cross join purse),
      begun as (
        insert into attempts (team_id, id, conversation_id, message_id, line_id, worker_id, lane, outcome, started_at, cost,
          abroad)
        select team_id, attempt_id, conversation_id, message_id, line_id, ${workerId}::uuid, lane, 'sending',
          ${now}::timestamptz, cost, abroad
        from chosen where fate is null),
      called_off as (
        update messages set status_at = ${now}::timestamptz, status = 'canceled', error_message = ${callsOff}::json ->> fate
        from chosen where fate = any (${Object.keys(callsOff)}::text[]) and ${isOf('messages', 'chosen', { team_id: 'team_id', id: 'message_id' })}),
      spent as (
        insert into line_paces (team_id, line_id, left_over)
        select ${tx.teamId}::uuid, ${lineId}::uuid,
          left_over - coalesce((select sum(segments) from chosen where fate is null), 0)
        from pace where rate is not null and exists (select from chosen)
        on conflict (team_id, line_id) do update set left_over = excluded.left_over, counted_at = now()),
      charged as (${charge(tx, sql`select sum(cost) from chosen where fate is null`)}),
      counted as (${countReached(tx)})
      select attempt_id, message_id, conversation_id, lane, tries, tried_at, unless_they_write, to_address, body, fate,
        waited_since, open_until, cost, cap, money, due_at::text as due_at,
        case when media <> '[]' then (
          select json_agg(json_build_object('id', id, 'type', type) order by position) from media
          where media.team_id = chosen.team_id and media.message_id = chosen.message_id) end as files
      from chosen order by lane, chosen.due_at, message_id`,
  );
}

/**
 * What they wrote while a text was under way, or was taken out to be held back, did not find it in the queue to be called off:
 * it is looked for by each claim. Not when the text goes back: what they write in that very moment could not be seen there.
 */
const haveWrittenSince = sql`exists (select from messages as theirs where theirs.team_id = taken.team_id
  and theirs.conversation_id = taken.conversation_id and theirs.id > taken.message_id and theirs.direction = 'inbound')`;

/** As `seemsToAsk`. */
const seemToAsk = sql`exists (select from stop_requests where stop_requests.team_id = taken.team_id
  and stop_requests.address = text.to_address and settled_at is null)`;

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

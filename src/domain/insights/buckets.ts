import { type RawBuilder, sql } from 'kysely';
import { isFailure } from '../message-status.ts';

/** What became of a text: each text of ours has one of them. `sent` is one that the company has, without a receipt. */
export const outcomes = ['delivered', 'sent', 'failed', 'unknown', 'waiting', 'canceled'] as const;

/** Seconds to the receipt: class 0 took less than the first of them, the last class the last or more. */
export const speedBounds = [1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 300, 900, 3600, 21_600];

/** Which of the texts of a range: those that all of what is given is true of. */
export interface Bucket {
  outcome?: (typeof outcomes)[number] | undefined;
  /** A day of the team's zone. */
  day?: string | undefined;
  /** An hour of the day, 0 to 23, in the team's zone. */
  hour?: number | undefined;
  /** Why they failed, as `readInsights` names it. */
  reason?: string | undefined;
  /** A class of `speedBounds`; -1 for those of which nobody knows. */
  speed?: number | undefined;
}

/** Of the company's pages nobody would read more, and a key of the counts has its limit. */
const mostOfReason = sql.lit(300);

const outcome = sql.raw(`case
  when ${isFailure('status')} then 'failed'
  when status in ('scheduled', 'queued', 'sending') then 'waiting'
  when status in ('accepted', 'sent') then 'sent'
  else status end`);

const hasFailed = sql.raw(isFailure('status'));

/** From when the company had it to when its receipt came, which may be before its answer to us. */
const speed = sql`case when status = 'delivered' then coalesce((
  select width_bucket(extract(epoch from messages.status_at - max(ended_at)),
    array[${sql.raw(speedBounds.join(', '))}]::numeric[])
  from attempts where attempts.team_id = messages.team_id and attempts.conversation_id = messages.conversation_id
    and attempts.message_id = messages.id and attempts.outcome = 'accepted'), -1) else -1 end`;

/** The texts of ours whose ids are in a range, each with what it counts as: `from` is in it, `until` is not. */
export const classified = (teamId: string, from: RawBuilder<unknown>, until: RawBuilder<unknown>) => sql`
  select id, line_id, segments, ${outcome} as outcome,
    case when ${hasFailed} then coalesce(error_code, '') else '' end as code,
    case when ${hasFailed} and error_code is null then left(coalesce(error_message, ''), ${mostOfReason}) else '' end as reason,
    ${speed} as speed
  from messages
  where team_id = ${teamId}::uuid and direction = 'outbound' and id >= ${from} and id < ${until}`;

/** The first id that can have been made at a time. */
export const firstIdAt = (time: RawBuilder<unknown>) =>
  sql`rpad(lpad(to_hex(greatest(extract(epoch from ${time}) * 1000, 0)::bigint), 12, '0'), 32, '0')::uuid`;

/** The beginning of the quarter of an hour in which an id was made. */
export const quarterOf = (id: RawBuilder<unknown>) =>
  sql`to_timestamp(('x' || lpad(left(replace(${id}::text, '-', ''), 12), 16, '0'))::bit(64)::bigint / 900000 * 900)`;

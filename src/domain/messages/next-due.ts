import { sql } from 'kysely';
import { prepared } from '../../platform/database.ts';
import type { TeamScope } from '../floor.ts';
import { isFirst } from './claim-texts.ts';
import { lanes, type Place } from './outbox.ts';
import { paceOf } from './pace.ts';

/**
 * In how many milliseconds a line's next text can leave: 0 means now, null that nothing waits but behind what is under
 * way, or on a paused line; and whether one that is due waits behind another. Lanes without room are left out: whoever
 * makes room looks again.
 */
export async function lookAhead(
  scope: TeamScope,
  lineId: string,
  hasRoom: { replies: boolean; toMany: boolean },
  starts: Place[],
): Promise<{ ms: number | null; isHeldBack: boolean }> {
  const budget = sql`case when lane = ${sql.lit(lanes.oneToOne)} then for_replies else for_many end`;
  const isOfLane = sql`team_id = ${scope.teamId} and line_id = ${lineId} and outbox.lane = lanes.lane and due_at >= start`;
  const { rows } = await prepared(
    'next-of-line',
    sql<{ ms: number | null; is_held_back: boolean | null }>`
      with pace as materialized (${paceOf(scope, lineId)}),
      next as (
        select lane,
          (select due_at from outbox where ${isOfLane} and ${isFirst} order by due_at, message_id limit 1) as due_at,
          (select due_at from outbox where ${isOfLane} order by due_at, message_id limit 1) as any_due_at
        from unnest(array[0, 1], ${[hasRoom.replies, hasRoom.toMany]}::boolean[],
          ${starts.map(({ dueAt }) => dueAt)}::timestamptz[]) as lanes (lane, has_room, start)
        where has_room)
      select
        min(greatest(extract(epoch from due_at - now())::float8 * 1000, wait)) filter (where due_at is not null) as ms,
        bool_or(any_due_at <= now() and (due_at is null or due_at > now())) as is_held_back
      from next cross join lateral (
        select coalesce(
          (select greatest(0, -(${budget}) / rate * 1000 + 1) from pace where rate is not null and (${budget}) <= 0),
          (select 0 from pace),
          (select extract(epoch from rests_until - now())::float8 * 1000 from lines
            where team_id = ${scope.teamId} and id = ${lineId} and paused_at is null)) as wait
      ) as allowed
      where wait is not null`,
  ).execute(scope.db);
  const ms = rows[0]?.ms ?? null;
  return { ms: ms === null ? null : Math.max(0, Math.ceil(ms)), isHeldBack: rows[0]?.is_held_back ?? false };
}

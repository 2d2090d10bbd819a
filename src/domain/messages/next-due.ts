import { sql } from 'kysely';
import { prepared } from '../../platform/database.ts';
import type { TeamScope } from '../floor.ts';
import { isFirst } from './claim.ts';
import { lanes, type Place } from './outbox.ts';
import { paceOf } from './pace.ts';

/**
 * Whatever ends a text wakes the line for those behind it. But one that is written in that very moment sees it under way,
 * and is not seen by its end: for the sake of those, what is due and cannot leave is looked at again after so long.
 */
const lookAgain = sql`interval '3 seconds'`;

/**
 * In how many milliseconds a line's next text can leave, or is worth another look: 0 means now, null that nothing waits, or
 * only on a paused line. Lanes without room are left out: whoever makes room looks again.
 */
export async function msUntilNext(
  scope: TeamScope,
  lineId: string,
  hasRoom: { replies: boolean; toMany: boolean },
  starts: Place[],
): Promise<number | null> {
  const budget = sql`case when lane = ${sql.lit(lanes.oneToOne)} then for_replies else for_many end`;
  const isOfLane = sql`team_id = ${scope.teamId} and line_id = ${lineId} and outbox.lane = lanes.lane and due_at >= start`;
  const { rows } = await prepared(
    'next-of-line',
    sql<{ ms: number | null }>`
      with pace as materialized (${paceOf(scope, lineId)}),
      next as (
        select lane, least(
          (select due_at from outbox where ${isOfLane} and ${isFirst} order by due_at, message_id limit 1),
          case when (select due_at from outbox where ${isOfLane} order by due_at, message_id limit 1) <= now()
            then now() + ${lookAgain} end) as due_at
        from unnest(array[0, 1], ${[hasRoom.replies, hasRoom.toMany]}::boolean[],
          ${starts.map(({ dueAt }) => dueAt)}::timestamptz[]) as lanes (lane, has_room, start)
        where has_room)
      select min(greatest(extract(epoch from due_at - now())::float8 * 1000, wait)) as ms
      from next cross join lateral (
        select coalesce(
          (select greatest(0, -(${budget}) / rate * 1000 + 1) from pace where rate is not null and (${budget}) <= 0),
          (select 0 from pace),
          (select extract(epoch from rests_until - now())::float8 * 1000 from lines
            where team_id = ${scope.teamId} and id = ${lineId} and paused_at is null)) as wait
      ) as allowed
      where due_at is not null and wait is not null`,
  ).execute(scope.db);
  const ms = rows[0]?.ms ?? null;
  return ms === null ? null : Math.max(0, Math.ceil(ms));
}

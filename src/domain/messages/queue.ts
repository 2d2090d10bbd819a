import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';

/** Nobody needs to know more exactly, and a queue of a hundred thousand is not to be read for it. */
export const mostCounted = 10_000;

/** A line as whoever watches over it sees it. */
export interface WatchedLine {
  id: string;
  label: string;
  number: string | null;
  isPractice: boolean;
  pausedAt: Date | null;
  /** Why it stopped by itself. */
  pausedReason: string | null;
  /** The name of who stopped it by hand. */
  pausedBy: string | null;
  segmentsPerSecond: number | null;
  restsUntil: Date | null;
  restsReason: string | null;
  /** Texts whose time has come and that nobody has taken; of each lane `mostCounted` at most. */
  waiting: number;
  /** Texts whose time is still to come, planned or to be tried again; of each lane `mostCounted` at most. */
  later: number;
  /** Since when the oldest of those has waited whose time has come. */
  waitingSince: Date | null;
  /** Texts that are being handed over just now. */
  underWay: number;
}

/** The team's lines, oldest first, with what waits on each; cheap however much that is. */
export async function watchLines(scope: TeamScope): Promise<WatchedLine[]> {
  const most = sql.lit(mostCounted);
  const { rows } = await sql<WatchedLine>`
    select lines.id, label, number, is_practice as "isPractice", paused_at as "pausedAt",
      paused_reason as "pausedReason", users.name as "pausedBy", segments_per_second as "segmentsPerSecond",
      case when rests_until > now() then rests_until end as "restsUntil",
      case when rests_until > now() then rests_reason end as "restsReason",
      queue.*,
      (select count(*)::int from attempts where attempts.team_id = lines.team_id and attempts.line_id = lines.id
        and outcome = 'sending') as "underWay"
    from lines
    left join members on members.team_id = lines.team_id and members.id = paused_by
    left join users on users.id = members.user_id
    cross join lateral (
      -- Lane by lane and in order, so that each of these reads one stretch of the index of what is due, and stops.
      select sum(waiting)::int as waiting, sum(later)::int as later, min(since) as "waitingSince"
      from unnest('{0,1}'::smallint[]) as lanes (lane) cross join lateral (
        select
          (select count(*) from (select from outbox where outbox.team_id = lines.team_id and line_id = lines.id
            and outbox.lane = lanes.lane and due_at <= now() order by due_at limit ${most}) as due) as waiting,
          (select count(*) from (select from outbox where outbox.team_id = lines.team_id and line_id = lines.id
            and outbox.lane = lanes.lane and due_at > now() order by due_at limit ${most}) as due) as later,
          (select due_at from outbox where outbox.team_id = lines.team_id and line_id = lines.id
            and outbox.lane = lanes.lane and due_at <= now() order by due_at limit 1) as since
      ) as of_lane
    ) as queue
    where lines.team_id = ${scope.teamId}
    order by lines.created_at, lines.id`.execute(scope.db);
  return rows;
}

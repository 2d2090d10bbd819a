import { type RawBuilder, sql } from 'kysely';
import type { TeamScope, TeamTransaction } from '../floor.ts';

/** A reply may borrow this much of a line's time ahead; what goes to many then waits until it is paid back. */
const borrowedSeconds = sql.lit(30);

/** What was not used may be spent later, but only this much of it: the company's own queue stays short. */
const savedSeconds = sql.lit(2);

/** Texts that a line without a limit is taken to send when the company asks it to slow down, in segments a second. */
const unlimitedIsLike = sql.lit(100);

/** The time in which a line that was slowed down doubles its pace again. */
const recoverySeconds = sql.lit(30);

/**
 * A line as it may send now, or no row when it is paused or rests: `rate` in segments a second, null without a limit, and
 * what may be spent on replies and on what goes to many.
 */
export const paceOf = (scope: TeamScope, lineId: string): RawBuilder<unknown> => sql`
  select rate, left_over, coalesce(left_over + ${borrowedSeconds} * rate, 1e9) as for_replies,
    coalesce(left_over, 1e9) as for_many
  from (
    select rate,
      -- Of a null and a number, least and greatest take the number.
      case when rate is not null then least(greatest(${savedSeconds} * rate, 1), saved + rate * seconds) end as left_over
    from (
      select coalesce(segments_per_second, case when share < 1 then ${unlimitedIsLike} end) * share as rate, saved, seconds
      from (
        select segments_per_second::float8, ${shareOf} as share, coalesce(left_over, 0) as saved,
          greatest(extract(epoch from now() - coalesce(counted_at, 'epoch'))::float8, 0) as seconds
        from lines left join line_paces on line_paces.team_id = lines.team_id and line_id = id
        where lines.team_id = ${scope.teamId} and id = ${lineId} and paused_at is null
          and (rests_until is null or rests_until <= now())
      ) as stored
    ) as now_
  ) as counted`;

/** The share of its pace that a line may use; 1 unless the company asked it to slow down a short while ago. */
const shareOf = sql`coalesce(least(1, slowed_to
  * power(2, least(extract(epoch from now() - slowed_at)::float8 / ${recoverySeconds}, 10))), 1)`;

/** Halves the pace of a line, at most once a second: a whole batch that was told so is told once. */
export async function slowDown(tx: TeamTransaction, lineId: string): Promise<void> {
  await sql`
    insert into line_paces (team_id, line_id, slowed_to, slowed_at) values (${tx.teamId}, ${lineId}, 0.5, now())
    on conflict (team_id, line_id) do update set slowed_at = now(), left_over = least(line_paces.left_over, 0),
      slowed_to = greatest((
        select ${shareOf} from line_paces as before where before.team_id = ${tx.teamId} and before.line_id = ${lineId}
      ) / 2, 0.01)
    where line_paces.slowed_at is null or line_paces.slowed_at < now() - interval '1 second'`.execute(tx.db);
}

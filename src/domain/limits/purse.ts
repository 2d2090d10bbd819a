import { type RawBuilder, sql } from 'kysely';
import type { TeamScope, TeamTransaction } from '../floor.ts';

/** The part of the month's money at which the team is warned. */
export const warnedAt = 0.8;

/** Part of the claim: what counts for a line. Without limits or a cap, what is of them is null. */
export const rules = (scope: TeamScope, lineId: string): RawBuilder<unknown> => sql`
  select is_practice, price_per_segment as price, price_currency, others, abroad, new_abroad, cap, currency,
    date_trunc('month', ${scope.clock.now()}::timestamptz at time zone coalesce(month_zone, 'UTC'))::date as this_month
  from lines left join limits on limits.team_id = lines.team_id
  where lines.team_id = ${scope.teamId}::uuid and id = ${lineId}::uuid`;

/**
 * Part of the claim, beside `rules` and `reached`: `money` is what is left of the month's cap; null without one, and 0 for a
 * line whose price in the currency of the cap is not known. The row that counts it is locked until the commit, so that
 * workers and lines take from it one after the other. Without a cap nobody waits.
 */
export const purse = (scope: TeamScope): RawBuilder<unknown> => sql`
  select case when cap is null or (is_practice and price_currency is null) then null
    when price_currency is distinct from currency then 0
    else greatest(cap - coalesce((
      select case when month >= this_month then spent end from spending
      where team_id = ${scope.teamId}::uuid and spending.currency = rules.currency for update), 0), 0) end as money
  -- The countries are locked before the money, here as wherever both are counted.
  from rules where (select count(*) from reached) >= 0`;

/**
 * Part of the claim, beside `rules`: counts what the texts cost that leave. A month that has begun by anybody's clock goes
 * on by all of them: with another that is behind, both would be refilled for ever.
 */
export const charge = (scope: TeamScope, cost: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  insert into spending (team_id, currency, month, spent)
  select ${scope.teamId}::uuid, price_currency, this_month, cost from rules cross join (${cost}) as taken (cost)
  where price_currency is not null and cost > 0
  on conflict (team_id, currency) do update set month = greatest(spending.month, excluded.month),
    spent = excluded.spent + case when spending.month >= excluded.month then spending.spent else 0 end`;

/** Gives back what those of some attempts that are of this month were to cost, which did not leave. */
export async function giveBack(tx: TeamTransaction, attemptIds: string[]): Promise<void> {
  await sql`
    update spending set spent = greatest(spent - saved.cost, 0)
    from (
      select price_currency as currency, sum(cost) as cost,
        date_trunc('month', started_at at time zone coalesce(month_zone, 'UTC'))::date as month
      from attempts join lines on lines.team_id = attempts.team_id and lines.id = line_id
      left join limits on limits.team_id = attempts.team_id
      where attempts.team_id = ${tx.teamId}::uuid and attempts.id = any (${attemptIds}::uuid[])
      group by 1, 3) as saved
    where spending.team_id = ${tx.teamId}::uuid and spending.currency = saved.currency and spending.month = saved.month
      and saved.cost is not null`.execute(tx.db);
}

/** In how many milliseconds the team's next month begins, in the zone in which its money is counted. */
export async function untilNextMonth(scope: TeamScope): Promise<number> {
  const now = scope.clock.now();
  const { rows } = await sql<{ at: Date }>`
    select (date_trunc('month', ${now}::timestamptz at time zone zone) + interval '1 month') at time zone zone as at
    from (select coalesce((select month_zone from limits where team_id = ${scope.teamId}::uuid), 'UTC') as zone) as counted`.execute(
    scope.db,
  );
  return (rows[0]?.at ?? now).getTime() - now.getTime();
}

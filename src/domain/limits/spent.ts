import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { warnedAt } from './purse.ts';
import { readLimits } from './read-limits.ts';

/** What the team's month has cost so far, in one currency. */
export interface Spent {
  currency: string;
  spent: number;
  /** What texts that wait will cost. */
  waiting: number;
  /** Null: no limit, or none in this currency. */
  cap: number | null;
  left: number | null;
}

/** The team's month, by currency: first that of the cap. Empty where nobody has said what a segment costs. */
export async function spent(scope: TeamScope): Promise<Spent[]> {
  const { cap } = await readLimits(scope);
  const { rows } = await sql<{ currency: string; spent: number; waiting: number }>`
    with priced as (
      select price_currency as currency, sum((
        select coalesce(sum(segments), 0) from outbox join messages on messages.team_id = outbox.team_id
          and messages.conversation_id = outbox.conversation_id and messages.id = outbox.message_id
        where outbox.team_id = lines.team_id and outbox.line_id = lines.id) * price_per_segment) as waiting
      from lines where team_id = ${scope.teamId}::uuid and price_currency is not null group by price_currency),
    counted as (
      select currency, spent from spending where team_id = ${scope.teamId}::uuid
        and month >= date_trunc('month', ${scope.clock.now()}::timestamptz at time zone coalesce(
          (select month_zone from limits where team_id = ${scope.teamId}::uuid), 'UTC'))::date)
    select currency, coalesce(spent, 0)::float8 as spent, coalesce(waiting, 0)::float8 as waiting
    from priced full join counted using (currency)
    order by currency is not distinct from ${cap?.currency ?? null} desc, currency`.execute(scope.db);
  return rows.map((row) => {
    const amount = cap?.currency === row.currency ? cap.amount : null;
    return { ...row, cap: amount, left: amount === null ? null : leftOf(amount - row.spent) };
  });
}

/**
 * Whether texts of this cost would go over the month's cap, together with what waits already: then the figures, else null.
 * What is priced in another currency than the cap cannot be paid from it.
 */
export async function wouldExceed(
  scope: TeamScope,
  cost: { amount: number; currency: string },
): Promise<{ cost: number; cap: number; left: number; currency: string } | null> {
  const { cap } = await readLimits(scope);
  if (!cap || cost.amount === 0) return null;
  const own = (await spent(scope)).find(({ currency }) => currency === cap.currency);
  const left = leftOf(cap.amount - (own?.spent ?? 0) - (own?.waiting ?? 0));
  if (cost.currency === cap.currency && cost.amount <= left + 1e-6) return null;
  return { cost: cost.amount, cap: cap.amount, left, currency: cap.currency };
}

/** Amounts have six digits after the point at most; what a sum of them is off by is less. */
const leftOf = (difference: number) => Math.max(0, Math.round(difference * 1e6) / 1e6);

/** The month's money, once so much of it is spent that the team is warned, or too much for what waits; else null. */
export async function warning(
  scope: TeamScope,
  { isSpent = false } = {},
): Promise<{ spent: number; cap: number; currency: string; month: string } | null> {
  const { rows } = await sql<{ spent: number; cap: number; currency: string; month: string }>`
    select spent::float8, cap::float8, currency, to_char(month, 'YYYY-MM') as month
    from limits join spending using (team_id, currency)
    where team_id = ${scope.teamId}::uuid and (${isSpent}::boolean or spent >= cap * ${sql.lit(warnedAt)})
      and month >= date_trunc('month', ${scope.clock.now()}::timestamptz at time zone month_zone)::date`.execute(
    scope.db,
  );
  return rows[0] ?? null;
}

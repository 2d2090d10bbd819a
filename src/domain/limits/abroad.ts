import { type RawBuilder, sql } from 'kysely';
import type { TeamScope, TeamTransaction } from '../floor.ts';
import { findTeam } from '../teams/teams.ts';
import { readLimits } from './read-limits.ts';

const hourMs = 3_600_000;

/** Counted by the hours of the clock: at its end each country has room again. */
const hourOf = (time: Date) => new Date(Math.floor(time.getTime() / hourMs) * hourMs);
const thisHour = ({ clock }: TeamScope) => hourOf(clock.now());

/** In how many milliseconds the next hour begins. */
export function untilNextHour(scope: TeamScope): number {
  return thisHour(scope).getTime() + hourMs - scope.clock.now().getTime();
}

const country = sql.join(
  [4, 3, 2, 1].map((length) => sql`abroad ->> substr(to_address, 2, ${sql.lit(length)})`),
  sql`, `,
);

/** Looked up by key for each text in `placed`: with a join, everything that the team ever sent would be read. */
const wasNeverTexted = (teamId: string) => sql`(
  select true from attempts
  where attempts.team_id = ${teamId}::uuid and attempts.conversation_id = placed.conversation_id
    and outcome in ('sending', 'accepted', 'unknown')
    and placed.to_address = (select to_address from messages where messages.team_id = attempts.team_id
      and messages.conversation_id = attempts.conversation_id and messages.id = attempts.message_id limit 1)
  limit 1) is null`;

/**
 * Part of the claim, beside `rules` and `looked_at`: those of the texts that nothing else keeps back which go abroad, to a
 * number to which none has gone before.
 */
export const newAbroad = ({ teamId }: TeamScope): RawBuilder<unknown> => sql`
  select message_id, country, lane, due_at from (
    select looked_at.*, coalesce(${country}) as country from looked_at cross join rules
    where obstacle is null and not is_practice and new_abroad is not null and to_address like '+%' offset 0) as placed
  where country <> '' and ${wasNeverTexted(teamId)}`;

/**
 * Part of the claim, beside `newcomers`: how many each of its countries has had in this hour, locked until the commit, so
 * that of any number of workers and lines one after the other counts. Where nothing new goes abroad nobody waits.
 */
export const abroadInHour = (scope: TeamScope): RawBuilder<unknown> => sql`
  select country, case when hour >= ${thisHour(scope)}::timestamptz then count else 0 end as count from reached_abroad
  where team_id = ${scope.teamId}::uuid and country = any (array(select country from newcomers))
  order by country for update`;

/** Part of the claim, beside `chosen`: counts those that leave, and notes where some have to wait. An hour goes on as a month does. */
export const countReached = (scope: TeamScope): RawBuilder<unknown> => sql`
  update reached_abroad set hour = greatest(hour, ${thisHour(scope)}::timestamptz),
    count = leaving + case when hour >= ${thisHour(scope)}::timestamptz then count else 0 end,
    full_at = case when staying > 0 then ${scope.clock.now()}::timestamptz else full_at end
  from (select abroad, count(*) filter (where fate is null)::int as leaving,
    count(*) filter (where fate = 'abroad') as staying from chosen where abroad is not null group by abroad) as taken
  where team_id = ${scope.teamId}::uuid and country = taken.abroad`;

/** Of many who would be texted: how many wait for a later hour, and about how many hours the last of them does. */
export interface WaitAbroad {
  people: number;
  hours: number;
  /** So many new numbers of one country leave in an hour. */
  perHour: number;
}

/**
 * What waits of texts that begin to leave at a time, behind others that are to leave before them: each as `person_id` and
 * `to_address`. Null where nothing does.
 */
export async function waitAbroad(
  scope: TeamScope,
  { texts, others, at }: { texts: RawBuilder<unknown>; others: RawBuilder<unknown>; at: Date },
): Promise<WaitAbroad | null> {
  const { countries, newAbroad: perHour } = await readLimits(scope);
  const { country: home } = await findTeam(scope);
  if (perHour === null || countries.every((country) => country === home)) return null;
  const hoursAhead = Math.max(0, (hourOf(at).getTime() - thisHour(scope).getTime()) / hourMs);
  // Of the others, those leave before the hour in which these begin.
  const room =
    hoursAhead === 0 ? sql`free` : sql`${perHour}::int + least(others, free + ${(hoursAhead - 1) * perHour}::bigint)`;
  const { rows } = await sql<{ people: number; hours: number }>`
    select coalesce(sum(least(own, staying)), 0)::int as people, max(ceil(staying / ${perHour}::numeric))::int as hours from (
      select own, together - (${room}) as staying from (
        select count(distinct to_address) as together, count(distinct to_address) filter (where is_own) as own,
          count(distinct to_address) filter (where not is_own) as others,
          greatest(${perHour}::int - coalesce((select count from reached_abroad where team_id = ${scope.teamId}::uuid
            and reached_abroad.country = placed.country and hour >= ${thisHour(scope)}::timestamptz), 0), 0) as free
        from (
          select texts.*, conversations.id as conversation_id from (
            select texts.*, coalesce(${country}) as country from (
              select *, true as is_own from (${texts}) as own union all select *, false from (${others}) as others) as texts
            cross join limits where team_id = ${scope.teamId}::uuid and to_address like '+%' offset 0) as texts
          join conversations on conversations.team_id = ${scope.teamId}::uuid and conversations.person_id = texts.person_id
          where country <> '' offset 0) as placed
        where ${wasNeverTexted(scope.teamId)} group by country) as each) as each
    where own > 0 and staying > 0`.execute(scope.db);
  const [row] = rows;
  return row && row.people > 0 ? { ...row, perHour } : null;
}

/** Makes sure that each of some countries can be counted: without its row nothing could be locked. */
export async function countAbroad(tx: TeamTransaction, countries: string[]): Promise<void> {
  const abroad = [...new Set(countries)].filter((country) => country !== '');
  await sql`insert into reached_abroad (team_id, country, hour, count)
    select ${tx.teamId}::uuid, country, 'epoch', 0 from unnest(${abroad}::text[]) as allowed (country)
    on conflict do nothing`.execute(tx.db);
}

/** Gives back what those of some attempts were counted for that did not leave, as far as it is of this hour. */
export async function giveBackAbroad(tx: TeamTransaction, attemptIds: string[]): Promise<void> {
  await sql`
    with stayed as materialized (
      select abroad as country, date_trunc('hour', started_at, 'UTC') as hour, count(*)::int as count from attempts
      where team_id = ${tx.teamId}::uuid and id = any (${attemptIds}::uuid[]) and abroad is not null group by 1, 2),
    -- In the order in which a claim locks them.
    held as materialized (
      select country, hour from reached_abroad
      where team_id = ${tx.teamId}::uuid and country = any (array(select country from stayed)) order by country for update)
    update reached_abroad set count = greatest(reached_abroad.count - stayed.count, 0)
    from stayed join held using (country, hour)
    where team_id = ${tx.teamId}::uuid and reached_abroad.country = stayed.country`.execute(tx.db);
}

/** The countries to whose new numbers nothing leaves any more in this hour, of which some wait. */
export async function reachedAbroad(scope: TeamScope): Promise<string[]> {
  const { rows } = await sql<{ country: string }>`
    select country from reached_abroad join limits using (team_id)
    where team_id = ${scope.teamId}::uuid and full_at >= ${thisHour(scope)}::timestamptz and count >= new_abroad
    order by country`.execute(scope.db);
  return rows.map(({ country }) => country);
}

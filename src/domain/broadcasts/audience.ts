import { type RawBuilder, sql } from 'kysely';
import { numberedCountries, patternOfOthers } from '../../platform/countries-of-numbers.ts';
import type { TeamScope } from '../floor.ts';
import { hadEnough, readLimits } from '../limits/limits.ts';
import { list } from '../lines/lines.ts';
import { idsNow, isMemberOf, membersAfter, membersOf } from '../people/people.ts';
import type { Audience, Broadcast } from './broadcast.ts';

/** A part of an audience: so many after one of them, by their ids. */
interface Part {
  after: string;
  most: number;
}

/**
 * Everybody who is chosen, as a query: `person_id`, in how many ways (`times`), `name`, `fields`, `is_practice`, their
 * `time_zone`, `address` and `line_id`, and why they get nothing, if so (`left_because`). All who ask who gets a
 * broadcast ask this. `full` are people who have had enough texts this week. Those of a part are looked up by key, so that
 * nobody reads all people of a team for each.
 */
export async function chosenOf(
  scope: TeamScope,
  { audience, lineId }: Pick<Broadcast, 'audience' | 'lineId'>,
  { part = null as Part | null, full = [] as string[] } = {},
): Promise<RawBuilder<unknown>> {
  const line = await lineOf(scope, lineId);
  const excepted = await idsNow(scope, audience.exceptPersonIds);
  const isIn = await isMemberOf(scope, audience.exceptGroupIds);
  const isExcepted = audience.exceptGroupIds.length > 0 ? isIn(sql`person_id`) : sql`false`;
  const { countries } = await readLimits(scope);
  return sql`
    select chosen.*,
      case
        when person_id = any (${excepted}::uuid[]) or ${isExcepted} then 'excepted'
        when address is null then 'no_number'
        when exists (select from opt_outs where opt_outs.team_id = ${scope.teamId}::uuid
          and opt_outs.address = chosen.address and ended_at is null)
          -- Until somebody has read what they wrote.
          or exists (select from stop_requests where stop_requests.team_id = ${scope.teamId}::uuid
          and stop_requests.address = chosen.address and settled_at is null) then 'opted_out'
        when line_id is null then 'no_line'
        when line_id <> ${line.practice}::uuid and address like '+%' and not ${begins(countries)} then
          case when ${begins(numberedCountries)} then 'blocked_country' else 'blocked_number' end
        when person_id = any (${full}::uuid[]) then 'too_many_texts'
      end as left_because
    from (
      select people.id as person_id, times, people.name, people.fields, people.is_practice, people.time_zone,
        case when kind <> 'sender_name' then phones.address end as address, ${line.id} as line_id
      from (${await timesOf(scope, audience, part)}) as listed
      join lateral (select * from people where people.team_id = ${scope.teamId}::uuid and people.id = listed.person_id
        ${part ? sql`offset 0` : sql``}) as people on true
      left join phones on phones.team_id = people.team_id and phones.person_id = people.id and phones.position = 0
      ${line.from}) as chosen
    -- So that why is asked once of each, however often it is looked at.
    offset 0`;
}

/** How many would get a broadcast if nobody had had enough texts this week. */
export async function countOf(scope: TeamScope, broadcast: Pick<Broadcast, 'audience' | 'lineId'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count
    from (${await chosenOf(scope, broadcast)}) as chosen where left_because is null`.execute(scope.db);
  return rows[0]?.count ?? 0;
}

/** Whether a row's number is of one of these countries: what it begins with is looked up, which is quicker than a pattern. */
const begins = (countries: readonly string[]) => sql`left(address, 5) = any (${beginningsOf(countries)}::text[])`;

const known = new Map<string, string[]>();

/** No country and no kind of number is told by more than the first four digits. */
function beginningsOf(countries: readonly string[]): string[] {
  const key = countries.join();
  const found = known.get(key);
  if (found) return found;
  const others = new RegExp(patternOfOthers(countries));
  const ours = everyBeginning.filter((beginning) => !others.test(beginning));
  known.set(key, ours);
  return ours;
}

const everyBeginning = Array.from({ length: 9000 }, (_, at) => `+${1000 + at}`);

/** How often each person is named. */
async function timesOf(
  scope: TeamScope,
  { groupIds, personIds }: Audience,
  part: Part | null,
): Promise<RawBuilder<unknown>> {
  const members = await Promise.all(
    groupIds.map((id) => (part ? membersAfter(scope, [id], part.after, part.most) : membersOf(scope, [id]))),
  );
  const byName = await idsNow(scope, personIds);
  const named = sql`select id as person_id from people where team_id = ${scope.teamId}::uuid
    and id = any (${byName}::uuid[]) ${part ? sql`and id > ${part.after}::uuid` : sql``}`;
  const once = members.map((group) => sql`select distinct person_id from (${group}) as members`);
  const all = byName.length > 0 || once.length === 0 ? [...once, named] : once;
  const page = part ? sql`order by person_id limit ${part.most}::int` : sql``;
  // Whoever is chosen in one way only is chosen once: many need not be gathered for that.
  if (all.length === 1) return sql`select person_id, 1::smallint as times from (${all[0]}) as named ${page}`;
  return sql`select person_id, count(*)::smallint as times from (${sql.join(all, sql` union all `)}) as named
    group by person_id ${page}`;
}

/** The line over which a row's person is texted, as `lines.chooseAmong` picks it. */
async function lineOf(scope: TeamScope, wanted: string | null) {
  const lines = await list(scope);
  // Nil where there is none, so that all others differ from it.
  const practice = lines.find(({ isPractice }) => isPractice)?.id ?? null;
  const real = lines.filter(({ isPractice }) => !isPractice).map(({ id }) => id);
  const other = practice ?? '00000000-0000-0000-0000-000000000000';
  if (real.length === 0) return { practice: other, id: sql`${practice}::uuid`, from: sql`` };
  const given = real.find((id) => id === wanted) ?? (real.length === 1 ? real[0] : null);
  const own = sql`case when conversations.line_id = any (${real}::uuid[]) then conversations.line_id
    else ${real[0]}::uuid end`;
  return {
    practice: other,
    id: sql`case when people.is_practice then ${practice}::uuid else ${given ? sql`${given}::uuid` : own} end`,
    from: given
      ? sql``
      : sql`join conversations on conversations.team_id = people.team_id and conversations.person_id = people.id`,
  };
}

/** Those who are chosen and have had as many texts this week as the team allows: it is counted again when theirs is written. */
export async function fullOf(scope: TeamScope, broadcast: Pick<Broadcast, 'audience' | 'lineId'>): Promise<string[]> {
  const { weekly } = await readLimits(scope);
  if (weekly === null) return [];
  const { rows } = await sql<{ person_id: string; id: string }>`
    select chosen.person_id, conversations.id from (${await chosenOf(scope, broadcast)}) as chosen
    join conversations on conversations.team_id = ${scope.teamId}::uuid and conversations.person_id = chosen.person_id
    where left_because is null`.execute(scope.db);
  const full = await hadEnough(
    scope,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id, person_id }) => (full.has(id) ? [person_id] : []));
}

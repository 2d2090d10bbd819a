import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { idsNow, membersAfter, membersOf } from '../people/people.ts';
import type { Content } from './question.ts';
import type { Calendar, TimeOff } from './schedule/schedule.ts';

/** Somebody who is to be asked, and when not. */
export interface Asked {
  personId: string;
  conversationId: string;
  timeZone: string | null;
  timeOff: TimeOff;
}

/** The next people of an audience after one of them, by their ids, each once. */
export async function nextOf(
  scope: TeamScope,
  { groupIds, personIds }: Content['audience'],
  after: string,
  most: number,
): Promise<Asked[]> {
  const members = await membersAfter(scope, groupIds, after, most);
  const named = await idsNow(scope, personIds);
  const { rows } = await sql<Asked>`
    with chosen as (
      select person_id from (
        (${members})
        union
        -- Only who is still there: a page with fewer than it may have is the last one.
        select id from people where team_id = ${scope.teamId}::uuid and id = any (${named}::uuid[])
          and id > ${after}::uuid) as all_chosen
      order by person_id limit ${most}::int)
    select people.id as "personId", conversation.id as "conversationId", people.time_zone as "timeZone",
      json_build_object(
        'leave', (select coalesce(json_agg(json_build_object('from', from_date, 'until', until_date)), '[]') from leaves
          where leaves.team_id = people.team_id and leaves.person_id = people.id),
        'pausedUntil', pattern.paused_until, 'shifts', pattern.shifts) as "timeOff"
    from chosen
    join people on people.team_id = ${scope.teamId}::uuid and people.id = chosen.person_id
    cross join lateral (select id from conversations where conversations.team_id = people.team_id
      and conversations.person_id = people.id offset 0) as conversation
    left join work_patterns as pattern on pattern.team_id = people.team_id and pattern.person_id = people.id
    order by people.id`.execute(scope.db);
  return rows.map((row) => ({ ...row, timeOff: withoutNulls(row.timeOff) }));
}

/** The zones in which people of an audience live, of those who have one. */
export async function zonesOf(scope: TeamScope, { groupIds, personIds }: Content['audience']): Promise<string[]> {
  const members = await membersOf(scope, groupIds);
  const named = await idsNow(scope, personIds);
  const { rows } = await sql<{ zone: string }>`
    select distinct time_zone as zone from people where team_id = ${scope.teamId}::uuid and time_zone is not null
      and (id = any (${named}::uuid[]) or id in (${members}))`.execute(scope.db);
  return rows.map(({ zone }) => zone);
}

/** The dates on which the team asks nobody. */
export async function calendarOf(scope: TeamScope): Promise<Calendar> {
  const { rows } = await sql<{ date: string }>`
    select date::text as date from holidays where team_id = ${scope.teamId}::uuid`.execute(scope.db);
  return { holidays: rows.map(({ date }) => date) };
}

const withoutNulls = (timeOff: object) =>
  Object.fromEntries(Object.entries(timeOff).filter(([, value]) => value !== null)) as unknown as TimeOff;

import { $now, $team } from '../../platform/statement.ts';

/**
 * Parts of a larger statement: add a person for each row of `newcomers` (person_id, name, fields, time_zone, phones), who is
 * a real one. A number that somebody has fails the statement: leave such rows out.
 */
export const addMany = `
    people_made as (
      insert into people (team_id, id, name, is_practice, fields, time_zone, created_at)
      select ${$team}, person_id, name, false, fields, time_zone, ${$now} from newcomers
    ),
    phones_made as (
      insert into phones (team_id, address, kind, person_id, position, created_at)
      select ${$team}, address, 'phone_number', person_id, position - 1, ${$now}
      from newcomers cross join unnest(phones) with ordinality as phone (address, position) order by address
    )`;

/**
 * Parts of a larger statement: put people into groups, for each row of `joining` (person_id, group_id). Whoever is in a group
 * stays in it; a group with a rule finds its people itself.
 */
export const joinMany = `
    members_made as (
      insert into group_members (team_id, group_id, person_id)
      select ${$team}, group_id, person_id from joining
      where exists (select from groups where groups.team_id = ${$team} and groups.id = group_id and groups.rule is null)
      order by group_id, person_id
      on conflict do nothing
    )`;

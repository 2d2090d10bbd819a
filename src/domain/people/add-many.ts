import { $now, $team } from '../../platform/statement.ts';
import { placeIn } from './fields/places.ts';

/**
 * Parts of a larger statement: add a person for each row of `newcomers` (person_id, name, fields, time_zone, phones), who is
 * a real one. Their fields must be the team's (`nameFields`). A number that somebody has fails the statement: leave such rows
 * out.
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
    ),
    places_made as (
      insert into field_places (team_id, field_id, person_id, number, words)
      select ${$team}, field.id, person_id, ${placeIn('field.kind', 'each.value')}
      from newcomers cross join jsonb_each_text(fields) as each
      join (select id, name, kind from person_fields where team_id = ${$team}) as field on field.name = each.key
      where each.value <> ''
    )`;

/**
 * Parts of a larger statement: put newcomers into groups, for each row of `joining` (person_id, group_id), once each. A group
 * with a rule finds its people itself.
 */
export const joinMany = `
    members_made as (
      insert into group_members (team_id, group_id, person_id)
      select distinct ${$team}, group_id, person_id from joining
      where group_id in (select id from groups where team_id = ${$team} and rule is null)
    )`;

import { $now, $team } from '../../platform/statement.ts';

/**
 * Parts of a larger statement: make a person for each row of `strangers`, as `recognise` does for one, unless somebody
 * has the address by now. `phones_made` and `people_made` tell for whom.
 */
export const introduce = `
    phones_made as (
      insert into phones (team_id, address, kind, person_id, position, created_at)
      select ${$team}, address, kind, person_id, 0, ${$now} from strangers order by address
      on conflict (team_id, address) do nothing
      returning person_id
    ),
    people_made as (
      insert into people (team_id, id, name, is_practice, fields, created_at)
      select ${$team}, person_id, address, is_practice, '{}', ${$now}
      from strangers join phones_made using (person_id)
      returning id
    )`;

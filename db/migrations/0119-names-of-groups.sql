-- outside of a transaction
-- One at a time: a group that is called like an earlier one, in small letters or large, gets a number that is free.
update groups set name = left(name, 90) || ' (' || (
  select min(number) from generate_series(2, 10000) as number
  where not exists (select from groups as other where other.team_id = groups.team_id
    and lower(other.name) = lower(left(groups.name, 90) || ' (' || number || ')'))) || ')'
where (team_id, id) in (
  select team_id, id from groups as later
  where exists (select from groups as earlier where earlier.team_id = later.team_id
    and lower(earlier.name) = lower(later.name) and earlier.id < later.id)
  limit 1);
drop index concurrently if exists groups_by_name;
create unique index concurrently groups_by_name on groups (team_id, lower(name));

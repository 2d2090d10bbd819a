-- What people have is text so far. Whoever is saved meanwhile has been kept already.
insert into person_fields (team_id, id, name, kind, created_at)
select team_id, gen_random_uuid(), name, 'text', now()
from (select distinct team_id, jsonb_object_keys(fields) as name from people) as found
where length(name) between 1 and 100
on conflict do nothing;

insert into field_places (team_id, field_id, person_id, number, words)
select people.team_id, person_fields.id, people.id, 0, left(lower(each.value), 500)
from people cross join lateral jsonb_each_text(people.fields) as each
join person_fields on person_fields.team_id = people.team_id and person_fields.name = each.key
where each.value <> ''
on conflict do nothing;

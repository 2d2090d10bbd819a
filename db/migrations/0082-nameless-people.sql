-- A name that shows nothing cannot be clicked: whoever has one is called by their number, as somebody unknown is.
update people set name = (
  select address from phones where phones.team_id = people.team_id and phones.person_id = people.id
  order by position limit 1
)
where name !~ '[^\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]'
  and exists (select from phones where phones.team_id = people.team_id and phones.person_id = people.id);

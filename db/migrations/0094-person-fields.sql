-- A group with a rule has whoever fits it, always; the others have their people in group_members.
alter table groups add column rule jsonb check (jsonb_typeof(rule) = 'object');

-- What a team keeps of its people besides name and numbers. The values are in people.fields, by name.
create table person_fields (
  team_id uuid not null references teams,
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  kind text not null check (kind in ('text', 'number', 'date', 'yes_no', 'choice')),
  -- What can be chosen; for no other kind.
  choices jsonb check ((kind = 'choice') = (choices is not null)),
  created_at timestamptz not null,
  primary key (team_id, id),
  unique (team_id, name)
);

-- The values once more, in the order in which people are sorted and found by them. Who has none has no row.
create table field_places (
  team_id uuid not null,
  field_id uuid not null,
  person_id uuid not null,
  -- Of a number, else 0; of a number that none is, infinity.
  number double precision not null,
  -- Small letters; empty for a number.
  words text not null,
  primary key (team_id, person_id, field_id),
  foreign key (team_id, field_id) references person_fields (team_id, id) on delete cascade,
  foreign key (team_id, person_id) references people (team_id, id) on delete cascade
);
create index field_places_in_order on field_places (team_id, field_id, number, words, person_id);

create table people (
  team_id uuid not null references teams,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  is_practice boolean not null,
  fields jsonb not null,
  time_zone text,
  created_at timestamptz not null,
  primary key (team_id, id)
);
create index people_by_name on people (team_id, lower(name), id);

-- The address is what the provider says and nothing shorter: equality of this form is the only way a text finds a person.
create table phones (
  team_id uuid not null references teams,
  address text not null check (address <> ''),
  kind text not null check (kind in ('phone_number', 'short_code', 'sender_name')),
  person_id uuid not null,
  position integer not null,
  created_at timestamptz not null,
  primary key (team_id, address),
  foreign key (team_id, person_id) references people on delete cascade
);
create index phones_of_person on phones (team_id, person_id, position);

create table groups (
  team_id uuid not null references teams,
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null,
  primary key (team_id, id),
  unique (team_id, name)
);

create table group_members (
  team_id uuid not null,
  group_id uuid not null,
  person_id uuid not null,
  primary key (team_id, group_id, person_id),
  foreign key (team_id, group_id) references groups on delete cascade,
  foreign key (team_id, person_id) references people on delete cascade
);
create index group_members_of_person on group_members (team_id, person_id);

-- Outlives the person: whoever said STOP and is added again has still said STOP. One open row for an address.
create table opt_outs (
  team_id uuid not null references teams,
  id uuid not null,
  address text not null,
  opted_out_at timestamptz not null,
  how text not null check (how in ('texted', 'provider')),
  words text,
  ended_at timestamptz,
  primary key (team_id, id)
);
create unique index opt_outs_open on opt_outs (team_id, address) where ended_at is null;

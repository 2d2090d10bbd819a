-- Dates on which a team asks nobody.
create table holidays (
  team_id uuid not null,
  date date not null,
  name text not null check (length(name) between 1 and 100),
  primary key (team_id, date),
  foreign key (team_id) references teams (id)
);

-- Days on which a person is not asked, the first and the last included.
create table leaves (
  team_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  from_date date not null,
  until_date date not null,
  primary key (team_id, id),
  foreign key (team_id, person_id) references people (team_id, id) on delete cascade,
  check (from_date <= until_date)
);
create index leaves_of_person on leaves (team_id, person_id, until_date);

-- When a person works, and until when they want to be left alone.
create table work_patterns (
  team_id uuid not null,
  person_id uuid not null,
  shifts jsonb,
  paused_until date,
  primary key (team_id, person_id),
  foreign key (team_id, person_id) references people (team_id, id) on delete cascade
);

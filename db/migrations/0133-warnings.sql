-- Of what those who manage a team have been warned, once each: the month and its cap, or the country and the day.
create table warnings (
  team_id uuid not null references teams (id),
  kind text not null check (kind in ('money_near', 'money_spent', 'abroad')),
  subject text not null,
  warned_at timestamptz not null,
  primary key (team_id, kind, subject)
);

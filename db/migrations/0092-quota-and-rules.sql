-- Whoever counts the places of a round locks its row here first, so that no two people get the last one.
create table round_quotas (
  team_id uuid not null,
  round_id uuid not null,
  primary key (team_id, round_id),
  foreign key (team_id, round_id) references rounds (team_id, id)
);

-- Who has one of the places of a round.
create table quota_places (
  team_id uuid not null,
  round_id uuid not null,
  place integer not null check (place > 0),
  ask_id uuid not null,
  taken_at timestamptz not null,
  primary key (team_id, round_id, place),
  unique (team_id, round_id, ask_id),
  foreign key (team_id, round_id) references round_quotas (team_id, round_id),
  foreign key (team_id, ask_id) references asks (team_id, id) on delete cascade
);

-- Which of a question's rules have been followed for an ask: each once.
create table rule_runs (
  team_id uuid not null,
  ask_id uuid not null,
  rule smallint not null,
  ran_at timestamptz not null,
  primary key (team_id, ask_id, rule),
  foreign key (team_id, ask_id) references asks (team_id, id) on delete cascade
);

-- When it is to be looked at whether somebody has been silent for too long.
alter table asks add column next_silence_at timestamptz;
create index asks_silent on asks (next_silence_at) where next_silence_at is not null;

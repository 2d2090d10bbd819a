-- A line is a number or messaging service that we text from. `secrets` is an encrypted envelope; see secrets.ts.

create table lines (
  team_id uuid not null references teams,
  id uuid not null,
  provider text not null,
  label text not null check (length(label) between 1 and 100),
  number text,
  is_practice boolean not null,
  settings jsonb not null,
  secrets text not null,
  paused_at timestamptz,
  paused_reason text,
  created_at timestamptz not null,
  primary key (team_id, id)
);
create unique index lines_one_practice_line on lines (team_id) where is_practice;

-- Webhooks name a line and nothing else: this finds its team.
create table line_directory (
  line_id uuid primary key,
  team_id uuid not null,
  foreign key (team_id, line_id) references lines on delete cascade
);

-- Every webhook that was really the provider's, as it came, so that one we misread can be read again.
create table webhook_events (
  team_id uuid not null,
  id uuid not null,
  line_id uuid not null,
  url text not null,
  payload text not null,
  received_at timestamptz not null,
  primary key (team_id, id),
  foreign key (team_id, line_id) references lines on delete cascade
);

-- Reports on messages that we do not know yet: a report may come before the answer to our own request.
create table early_reports (
  team_id uuid not null,
  line_id uuid not null,
  provider_id text not null,
  status text not null,
  code text,
  received_at timestamptz not null,
  primary key (team_id, line_id, provider_id, status),
  foreign key (team_id, line_id) references lines on delete cascade
);

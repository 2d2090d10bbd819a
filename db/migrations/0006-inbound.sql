-- Every webhook that was really the provider's, as it came, so that one we misread can be read again.
create table webhook_events (
  team_id uuid not null,
  id uuid not null,
  line_id uuid not null,
  url text not null,
  payload text not null,
  -- Why it could not be taken in; it waits for somebody to look at it.
  fault text,
  received_at timestamptz not null,
  primary key (team_id, id),
  foreign key (team_id, line_id) references lines on delete cascade
);

create index webhook_events_parked on webhook_events (team_id, received_at) where fault is not null;

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

-- Browsers that are told of news while no page is open. One belongs to the session in which it was switched on, and ends
-- with it.
create table push_subscriptions (
  team_id uuid not null references teams,
  id uuid not null,
  member_id uuid not null,
  session_id uuid not null references sessions on delete cascade,
  endpoint text not null check (length(endpoint) <= 1000),
  browser_key text not null,
  browser_secret text not null,
  language text not null,
  created_at timestamptz not null,
  primary key (team_id, id),
  unique (team_id, endpoint),
  foreign key (team_id, member_id) references members (team_id, id) on delete cascade
);
create index push_subscriptions_of_session on push_subscriptions (session_id);

-- Up to which of the team's changes its members have been told.
create table push_heads (
  team_id uuid primary key references teams,
  last_number bigint not null
);

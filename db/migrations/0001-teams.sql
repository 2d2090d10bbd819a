-- Teams and the members who sign in. users, sessions, credentials, verifications and sign_in_attempts belong to the
-- sign-in library and are global: one person may belong to several teams.

create table teams (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  time_zone text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  created_at timestamptz not null
);

-- One row for ever: the first set-up makes it, and its primary key stops a second.
create table installation (
  is_set_up boolean primary key check (is_set_up),
  set_up_at timestamptz not null
);

create table users (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table sessions (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index sessions_of_user on sessions (user_id);

create table credentials (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (user_id, provider_id)
);

create table verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verifications_by_identifier on verifications (identifier);

-- Counts tries for the sign-in throttle; shared by all processes.
create table sign_in_attempts (
  id uuid primary key,
  key text not null unique,
  count integer not null,
  last_request bigint not null
);

create table members (
  team_id uuid not null references teams,
  id uuid not null,
  user_id uuid not null references users on delete cascade,
  role text not null check (role in ('owner', 'manager', 'member')),
  getting_started_hidden_at timestamptz,
  created_at timestamptz not null,
  primary key (team_id, id),
  unique (team_id, user_id)
);
create index members_of_user on members (user_id);

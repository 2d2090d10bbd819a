-- A link by which one person joins, once. Only a hash of the secret in the link is kept. Whether it still counts also hangs
-- on who made it: see src/domain/teams/invitations.ts.
create table invitations (
  team_id uuid not null references teams,
  id uuid not null,
  role text not null check (role in ('owner', 'manager', 'member')),
  email text check (email = lower(email)),
  secret_hash text not null,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid,
  revoked_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id, created_by) references members,
  foreign key (team_id, used_by) references members
);
create index invitations_by_secret on invitations (secret_hash);

-- Whoever is deactivated keeps their name on what they did, and can do nothing more.
alter table members add column deactivated_at timestamptz;

-- Webhooks that were taken in together, as they came, so that those which we misread can be read again: each with its id,
-- its line, its URL and its body (as a JSON string, byte by byte), between spaces.
create table webhook_bundles (
  team_id uuid not null references teams,
  id uuid not null,
  calls text[] not null,
  received_at timestamptz not null,
  primary key (team_id, id)
);

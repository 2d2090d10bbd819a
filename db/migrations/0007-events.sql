-- What members may see changing, numbered per team without gaps. The head row's lock puts writers in order, so a reader
-- who has seen n has seen everything up to n.
create table event_heads (
  team_id uuid primary key references teams,
  last_number bigint not null
);

create table events (
  -- Of a team that has a head: each change is numbered by it.
  team_id uuid not null,
  number bigint not null,
  kind text not null,
  conversation_id uuid,
  message_id uuid,
  happened_at timestamptz not null,
  primary key (team_id, number)
);

-- What goes to many people at once: a draft until it is dispatched. Then its audience is put down and does not change.
create table broadcasts (
  team_id uuid not null,
  id uuid not null,
  name text not null check (length(name) <= 100),
  body text not null,
  audience jsonb not null check (jsonb_typeof(audience) = 'object'),
  -- Over which line; null is each person's usual one.
  line_id uuid,
  -- Null is at once; else an instant, or a date and a time on each person's clock.
  send_at jsonb,
  segments_per_minute integer check (segments_per_minute > 0),
  created_by uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  dispatched_by uuid,
  dispatched_at timestamptz,
  -- Nothing leaves before, so that it can be taken back.
  held_until timestamptz,
  -- When it leaves, in each zone in which somebody lives; `home` is the team's.
  due jsonb,
  -- Of how many people whoever dispatched it had been told, those that get nothing and those named twice among them.
  chosen integer,
  -- Whoever comes after has not been put down; null `filled_at` until all have been.
  filled_to uuid,
  filled_at timestamptz,
  paused_at timestamptz,
  canceled_at timestamptz,
  done_at timestamptz,
  -- Until when a text of theirs may be a reply to it.
  listens_until timestamptz,
  -- What may be written now of its own pace, in segments, and when that was counted.
  left_over double precision not null default 0,
  counted_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id) references teams (id),
  foreign key (team_id, created_by) references members (team_id, id),
  foreign key (team_id, dispatched_by) references members (team_id, id)
);
create index broadcasts_under_way on broadcasts (dispatched_at) where dispatched_at is not null and done_at is null;
create index broadcasts_listening on broadcasts (listens_until) where listens_until is not null;

-- One for each person of the audience. Whoever has no text yet and is not left out waits for one; what has become of a text
-- is said by the text. There is no key to broadcasts: one that was dispatched is never deleted (record 36).
create table broadcast_recipients (
  team_id uuid not null,
  broadcast_id uuid not null,
  person_id uuid not null,
  -- In how many ways they were chosen: the group, another group, by name.
  times smallint not null,
  address text,
  line_id uuid,
  due_at timestamptz not null,
  left_because text,
  message_id uuid,
  -- The text that did not arrive, when they are to get another.
  retry_of uuid,
  primary key (team_id, broadcast_id, person_id),
  foreign key (team_id, person_id) references people (team_id, id) on delete cascade
);
create unique index broadcast_recipients_by_address on broadcast_recipients (team_id, broadcast_id, address)
  where left_because is null;
create index broadcast_recipients_due on broadcast_recipients (team_id, broadcast_id, line_id, due_at, person_id)
  where message_id is null and left_because is null;
create index broadcast_recipients_of_person on broadcast_recipients (team_id, person_id);
create index broadcast_recipients_by_message on broadcast_recipients (team_id, message_id) where message_id is not null;

-- The first text of somebody after a broadcast, when nothing else was sent to them that it may answer.
create table broadcast_replies (
  team_id uuid not null,
  message_id uuid not null,
  broadcast_id uuid not null,
  person_id uuid not null,
  primary key (team_id, message_id),
  unique (team_id, broadcast_id, person_id),
  foreign key (team_id, message_id) references messages (team_id, id) on delete cascade,
  foreign key (team_id, person_id) references people (team_id, id) on delete cascade
);

-- Up to which of a team's events replies have been looked for.
create table broadcast_looks (
  team_id uuid primary key references teams,
  seen_to bigint not null
);

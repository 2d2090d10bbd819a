create table messages (
  team_id uuid not null,
  conversation_id uuid not null,
  id uuid not null,
  -- Lines are never deleted: a key that says so would be asked for every text (record 36).
  line_id uuid not null,
  direction text not null check (direction in ('inbound', 'outbound')),
  from_address text,
  to_address text not null,
  body text not null,
  media jsonb not null,
  segments integer not null,
  status text not null check (status in ('scheduled', 'queued', 'sending', 'unknown', 'accepted', 'sent', 'delivered',
    'undelivered', 'failed', 'canceled', 'received')),
  status_at timestamptz not null,
  error_code text,
  -- Set when it was we who did not send it: the reason in words, since no provider has a code for it.
  error_message text,
  provider_id text,
  sent_by uuid,
  idempotency_key text,
  created_at timestamptz not null,
  primary key (team_id, conversation_id, id),
  unique (team_id, id),
  foreign key (team_id, conversation_id) references conversations on delete cascade,
  foreign key (team_id, sent_by) references members
);
-- The provider's id makes a repeated webhook harmless. The line comes first, and its id is no other team's: while the table
-- is small, a planner takes any index that begins with the team for as good, and keeps to it when the table has grown.
create unique index messages_by_provider_id on messages (line_id, provider_id, team_id) where provider_id is not null;
create unique index messages_by_idempotency_key on messages (team_id, sent_by, idempotency_key) where idempotency_key is not null;

-- What waits to be sent, and nothing else: narrow, and empty when all is done.
create table outbox (
  team_id uuid not null,
  line_id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  -- 0: somebody's reply; 1: what goes to many.
  lane smallint not null,
  due_at timestamptz not null,
  tries integer not null default 0,
  -- When it was tried first: patience counts from here.
  tried_at timestamptz,
  -- The worker that is sending it now.
  claimed_by uuid,
  primary key (team_id, line_id, message_id),
  foreign key (team_id, conversation_id, message_id) references messages on delete cascade
);
create index outbox_due on outbox (team_id, line_id, lane, due_at, message_id) where claimed_by is null;
create index outbox_of_conversation on outbox (team_id, conversation_id, message_id);

-- One try at handing a message over, written before the first byte leaves.
create table attempts (
  team_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  line_id uuid not null,
  worker_id uuid not null,
  outcome text not null check (outcome in ('sending', 'accepted', 'not_sent', 'refused', 'unknown')),
  code text,
  reason text,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id, conversation_id, message_id) references messages on delete cascade
);
create index attempts_of_message on attempts (team_id, conversation_id, message_id);
create index attempts_under_way on attempts (team_id, line_id, worker_id) where outcome = 'sending';

-- Workers that are alive say so every few seconds, by the database's clock. queue_ids are their names in the queue.
create table workers (
  id uuid primary key,
  queue_ids text[] not null,
  beat_at timestamptz not null
);

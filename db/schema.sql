-- Written by npm run generate from db/migrations. Read it, do not edit it.

create table acts (
  team_id uuid not null,
  id uuid not null,
  batch_id uuid,
  member_id uuid,
  kind text not null,
  conversation_id uuid,
  person_id uuid,
  message_id uuid,
  subject_id uuid,
  before jsonb,
  after jsonb,
  happened_at timestamptz not null,
  undone_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id, member_id) references members(team_id, id)
);
create index acts_of_batch on acts (team_id, batch_id, id) where batch_id is not null;
create index acts_of_conversation on acts (team_id, conversation_id, id) where conversation_id is not null;
create index acts_of_person on acts (team_id, person_id) where person_id is not null;

create table answers (
  team_id uuid not null,
  id uuid not null,
  ask_id uuid not null,
  step smallint not null,
  value jsonb,
  words text,
  span jsonb,
  sureness text,
  reason jsonb,
  conversation_id uuid,
  message_id uuid,
  set_by uuid,
  is_late boolean not null,
  set_at timestamptz not null,
  undone_at timestamptz,
  undone_by uuid,
  primary key (team_id, id),
  foreign key (team_id, ask_id) references asks(team_id, id) on delete cascade,
  foreign key (team_id, conversation_id, message_id) references messages(team_id, conversation_id, id) on delete cascade,
  foreign key (team_id, set_by) references members(team_id, id),
  foreign key (team_id, undone_by) references members(team_id, id),
  check ((message_id is null) = (conversation_id is null))
);
create index answers_of_ask on answers (team_id, ask_id, step, id);
create index answers_of_message on answers (team_id, message_id) where message_id is not null;

create table ask_texts (
  team_id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  ask_id uuid not null,
  part text not null,
  step smallint not null,
  primary key (team_id, message_id),
  foreign key (team_id, ask_id) references asks(team_id, id) on delete cascade,
  foreign key (team_id, conversation_id, message_id) references messages(team_id, conversation_id, id) on delete cascade,
  check (part = any (array['question', 'nudge', 'again', 'thanks', 'filled', 'rule']))
);
create index ask_texts_of_ask on ask_texts (team_id, ask_id, message_id);
create index ask_texts_of_conversation on ask_texts (team_id, conversation_id, message_id);

create table asks (
  team_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  conversation_id uuid not null,
  state text not null,
  skipped_because text,
  step smallint not null default 0,
  tag text,
  due_at timestamptz not null,
  held_at timestamptz,
  asked_at timestamptz,
  closes_at timestamptz not null,
  nudged smallint not null default 0,
  reasked smallint not null default 0,
  next_nudge_at timestamptz,
  listens_until timestamptz,
  answers jsonb not null default '[]'::jsonb,
  answered_at timestamptz,
  state_at timestamptz not null,
  next_silence_at timestamptz,
  primary key (team_id, id),
  unique (team_id, round_id, person_id),
  foreign key (team_id, conversation_id) references conversations(team_id, id) on delete cascade,
  foreign key (team_id, person_id) references people(team_id, id) on delete cascade,
  foreign key (team_id, round_id) references rounds(team_id, id),
  check (state = any (array['waiting', 'asked', 'answered', 'unclear', 'closed', 'skipped']))
);
create index asks_due on asks (due_at, conversation_id) where state = 'waiting';
create index asks_held on asks (team_id, conversation_id) where state = 'waiting' and held_at is not null;
create index asks_listening on asks (team_id, conversation_id, listens_until) where listens_until is not null;
create index asks_of_conversation on asks (team_id, conversation_id);
create index asks_of_person on asks (team_id, person_id, round_id);
create index asks_silent on asks (next_silence_at) where next_silence_at is not null;
create index asks_to_close on asks (closes_at) where state = any (array['asked', 'unclear']);
create index asks_to_nudge on asks (next_nudge_at) where next_nudge_at is not null;
create index asks_under_way on asks (team_id, round_id, closes_at) where state = any (array['waiting', 'asked', 'unclear']);

create table attempts (
  team_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  line_id uuid not null,
  worker_id uuid not null,
  outcome text not null,
  code text,
  reason text,
  started_at timestamptz not null,
  ended_at timestamptz,
  lane smallint not null,
  cost numeric(12,6),
  abroad text,
  primary key (team_id, id),
  foreign key (team_id, conversation_id, message_id) references messages(team_id, conversation_id, id) on delete cascade,
  check (outcome = any (array['sending', 'accepted', 'not_sent', 'refused', 'unknown']))
);
create index attempts_of_message on attempts (team_id, conversation_id, message_id);
create index attempts_under_way on attempts (conversation_id, message_id) where outcome = 'sending';

create table broadcast_counts (
  team_id uuid not null,
  broadcast_id uuid not null,
  version integer not null,
  counted jsonb not null,
  primary key (team_id, broadcast_id)
);

create table broadcast_looks (
  team_id uuid not null,
  seen_to bigint not null,
  primary key (team_id),
  foreign key (team_id) references teams(id)
);

create table broadcast_recipients (
  team_id uuid not null,
  broadcast_id uuid not null,
  person_id uuid not null,
  times smallint not null,
  address text,
  line_id uuid,
  due_at timestamptz not null,
  left_because text,
  message_id uuid,
  retry_of uuid,
  primary key (team_id, broadcast_id, person_id),
  foreign key (team_id, person_id) references people(team_id, id) on delete cascade
);
create index broadcast_recipients_by_message on broadcast_recipients (team_id, message_id) where message_id is not null;
create index broadcast_recipients_due on broadcast_recipients (team_id, broadcast_id, line_id, due_at, person_id) where message_id is null and left_because is null;
create index broadcast_recipients_of_person on broadcast_recipients (team_id, person_id);
create unique index broadcast_recipients_by_address on broadcast_recipients (team_id, broadcast_id, address) where left_because is null;
create trigger broadcast_recipients_come after insert on broadcast_recipients referencing new table as moved for each statement execute function touch_broadcasts();
create trigger broadcast_recipients_gone after delete on broadcast_recipients referencing old table as moved for each statement execute function touch_broadcasts();

create table broadcast_replies (
  team_id uuid not null,
  message_id uuid not null,
  broadcast_id uuid not null,
  person_id uuid not null,
  primary key (team_id, message_id),
  unique (team_id, broadcast_id, person_id),
  foreign key (team_id, message_id) references messages(team_id, id) on delete cascade,
  foreign key (team_id, person_id) references people(team_id, id) on delete cascade
);
create index broadcast_replies_of_person on broadcast_replies (team_id, person_id);

create table broadcast_touches (
  team_id uuid not null,
  broadcast_id uuid not null,
  id bigint not null generated as identity,
  primary key (team_id, broadcast_id, id)
);

create table broadcasts (
  team_id uuid not null,
  id uuid not null,
  name text not null,
  body text not null,
  audience jsonb not null,
  line_id uuid,
  send_at jsonb,
  segments_per_minute integer,
  created_by uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  dispatched_by uuid,
  dispatched_at timestamptz,
  held_until timestamptz,
  due jsonb,
  chosen integer,
  filled_to uuid,
  filled_at timestamptz,
  paused_at timestamptz,
  canceled_at timestamptz,
  done_at timestamptz,
  listens_until timestamptz,
  left_over double precision not null default 0,
  counted_at timestamptz,
  first_at timestamptz,
  last_at timestamptz,
  looked jsonb,
  confirmed integer,
  getting integer,
  not_sent jsonb,
  version integer not null default 1,
  changed_by uuid,
  idempotency_key text,
  primary key (team_id, id),
  foreign key (team_id) references teams(id),
  foreign key (team_id, changed_by) references members(team_id, id),
  foreign key (team_id, created_by) references members(team_id, id),
  foreign key (team_id, dispatched_by) references members(team_id, id),
  check (jsonb_typeof(audience) = 'object'),
  check (length(name) <= 100),
  check (segments_per_minute > 0)
);
create index broadcasts_listening on broadcasts (listens_until) where listens_until is not null;
create index broadcasts_under_way on broadcasts (dispatched_at) where dispatched_at is not null and done_at is null;
create unique index broadcasts_by_idempotency_key on broadcasts (team_id, created_by, idempotency_key) where idempotency_key is not null;

create table consent_records (
  team_id uuid not null,
  id uuid not null,
  address text not null,
  kind text not null,
  how text not null,
  words text,
  wording text,
  evidence text,
  line_id uuid,
  member_id uuid,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (team_id, id),
  foreign key (team_id) references teams(id),
  check (address <> ''),
  check (how = any (array['texted', 'provider', 'member', 'imported', 'form', 'paper', 'spoken'])),
  check (kind = any (array['opted_out', 'came_back', 'ended', 'consented', 'seemed_to_ask', 'not_meant', 'too_many']))
);
create index consent_records_of_address on consent_records (team_id, address, recorded_at);

create table conversations (
  team_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  last_message_id uuid,
  last_message_at timestamptz not null default '-infinity',
  last_message_failed boolean not null default false,
  waiting_since timestamptz,
  line_id uuid,
  assignee_id uuid,
  closed_at timestamptz,
  created_at timestamptz not null,
  snoozed_until timestamptz,
  last_inbound_id uuid,
  primary key (team_id, id),
  unique (team_id, person_id),
  foreign key (team_id, assignee_id) references members(team_id, id),
  foreign key (team_id, line_id) references lines(team_id, id),
  foreign key (team_id, person_id) references people(team_id, id) on delete cascade
);
create index conversations_assigned on conversations (team_id, last_message_at desc, id desc) where closed_at is null and assignee_id is not null;
create index conversations_closed on conversations (team_id, last_message_at desc, id desc) where closed_at is not null;
create index conversations_failed on conversations (team_id, last_message_at desc, id desc) where last_message_failed;
create index conversations_in_order on conversations (team_id, coalesce(last_inbound_id, '00000000-0000-0000-0000-000000000000'::uuid), person_id) include (last_inbound_id);
create index conversations_of_member on conversations (team_id, assignee_id, last_message_at desc, id desc) where closed_at is null and assignee_id is not null;
create index conversations_snoozed on conversations (snoozed_until) where snoozed_until is not null;
create index conversations_unassigned on conversations (team_id, last_message_at desc, id desc) where closed_at is null and assignee_id is null;
create index conversations_waiting on conversations (team_id, waiting_since, id) where waiting_since is not null and snoozed_until is null;

create table count_progress (
  team_id uuid not null,
  event_number bigint not null,
  counted_from timestamptz,
  primary key (team_id),
  foreign key (team_id) references teams(id)
);

create table credentials (
  id uuid not null,
  user_id uuid not null,
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
  primary key (id),
  unique (user_id, provider_id),
  foreign key (user_id) references users(id) on delete cascade
);

create table drafts (
  team_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  body text not null,
  caret integer not null,
  updated_at timestamptz not null,
  primary key (team_id, conversation_id, member_id),
  foreign key (team_id, conversation_id) references conversations(team_id, id) on delete cascade,
  foreign key (team_id, member_id) references members(team_id, id) on delete cascade,
  check (body <> ''),
  check (caret >= 0)
);
create index drafts_of_member on drafts (team_id, member_id, updated_at desc, conversation_id desc);

create table early_reports (
  team_id uuid not null,
  line_id uuid not null,
  provider_id text not null,
  status text not null,
  code text,
  received_at timestamptz not null,
  primary key (team_id, line_id, provider_id, status),
  foreign key (team_id, line_id) references lines(team_id, id) on delete cascade
);

create table event_heads (
  team_id uuid not null,
  last_number bigint not null,
  primary key (team_id),
  foreign key (team_id) references teams(id)
);

create table events (
  team_id uuid not null,
  number bigint not null,
  kind text not null,
  conversation_id uuid,
  message_id uuid,
  happened_at timestamptz not null,
  subject_id uuid,
  primary key (team_id, number)
);

create table field_places (
  team_id uuid not null,
  field_id uuid not null,
  person_id uuid not null,
  number double precision not null,
  words text not null,
  primary key (team_id, person_id, field_id),
  foreign key (team_id, field_id) references person_fields(team_id, id) on delete cascade,
  foreign key (team_id, person_id) references people(team_id, id) on delete cascade
);
create index field_places_in_order on field_places (team_id, field_id, number, words, person_id);

create table forgotten_texts (
  team_id uuid not null,
  line_id uuid not null,
  provider_id text not null,
  forgotten_at timestamptz not null,
  primary key (team_id, line_id, provider_id),
  foreign key (team_id, line_id) references lines(team_id, id) on delete cascade
);

create table group_members (
  team_id uuid not null,
  group_id uuid not null,
  person_id uuid not null,
  primary key (team_id, group_id, person_id),
  foreign key (team_id, group_id) references groups(team_id, id) on delete cascade,
  foreign key (team_id, person_id) references people(team_id, id) on delete cascade
);
create index group_members_of_person on group_members (team_id, person_id);

create table groups (
  team_id uuid not null,
  id uuid not null,
  name text not null,
  created_at timestamptz not null,
  rule jsonb,
  primary key (team_id, id),
  unique (team_id, name),
  foreign key (team_id) references teams(id),
  check (jsonb_typeof(rule) = 'object'),
  check (length(name) >= 1 and length(name) <= 100)
);
create unique index groups_by_name on groups (team_id, lower(name));

create table holidays (
  team_id uuid not null,
  date date not null,
  name text not null,
  primary key (team_id, date),
  foreign key (team_id) references teams(id),
  check (length(name) >= 1 and length(name) <= 100)
);

create table import_blocks (
  team_id uuid not null,
  import_id uuid not null,
  first_place integer not null,
  rows json not null,
  primary key (team_id, import_id, first_place),
  foreign key (team_id, import_id) references imports(team_id, id) on delete cascade
);

create table import_numbers (
  team_id uuid not null,
  import_id uuid not null,
  address text not null,
  place integer not null,
  primary key (team_id, import_id, address)
);

create table import_rows (
  team_id uuid not null,
  import_id uuid not null,
  place integer not null,
  line integer not null,
  outcome text not null,
  reason text,
  about text,
  person_id uuid,
  conversation_id uuid,
  name text,
  phones text[] not null default '{}'[],
  groups text[] not null default '{}'[],
  fields jsonb not null default '{}'::jsonb,
  time_zone text,
  opted_out_at timestamptz,
  before jsonb,
  kept_because text,
  done jsonb,
  primary key (team_id, import_id, place),
  check (outcome = any (array['new', 'change', 'same', 'repeat', 'rejected']))
);
create index import_rows_kept on import_rows (team_id, import_id, place) where kept_because is not null;
create index import_rows_of_person on import_rows (team_id, person_id) where person_id is not null;
create index import_rows_that_differ on import_rows (team_id, import_id, outcome, place) where outcome <> 'new';

create table imports (
  team_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  file_name text not null,
  state text not null,
  encoding text,
  delimiter text,
  has_header boolean not null default true,
  head jsonb not null default '[]'::jsonb,
  header_key text,
  places integer not null default 0,
  matching jsonb not null default '[]'::jsonb,
  defaults jsonb not null default '{}'::jsonb,
  counts jsonb not null default '{}'::jsonb,
  groups text[] not null default '{}'[],
  done_to integer not null default 0,
  written_to integer not null default 0,
  created_at timestamptz not null,
  checked_at timestamptz,
  written_at timestamptz,
  undone_at timestamptz,
  made_groups uuid[] not null default '{}'::uuid[],
  field_ids jsonb not null default '{}'::jsonb,
  primary key (team_id, id),
  foreign key (team_id) references teams(id),
  foreign key (team_id, member_id) references members(team_id, id),
  check (length(file_name) <= 200),
  check (state = any (array['uploading', 'matching', 'checking', 'checked', 'writing', 'stopped', 'written', 'undoing', 'undone']))
);
create unique index imports_under_way on imports (team_id) where state = any (array['writing', 'undoing']);

create table installation (
  is_set_up boolean not null,
  set_up_at timestamptz not null,
  primary key (is_set_up),
  check (is_set_up)
);

create table invitations (
  team_id uuid not null,
  id uuid not null,
  role text not null,
  email text,
  secret_hash text not null,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid,
  revoked_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id) references teams(id),
  foreign key (team_id, created_by) references members(team_id, id),
  foreign key (team_id, used_by) references members(team_id, id),
  check (email = lower(email)),
  check (role = any (array['owner', 'manager', 'member']))
);
create index invitations_by_secret on invitations (secret_hash);

create table leaves (
  team_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  from_date date not null,
  until_date date not null,
  primary key (team_id, id),
  foreign key (team_id, person_id) references people(team_id, id) on delete cascade,
  check (from_date <= until_date)
);
create index leaves_of_person on leaves (team_id, person_id, until_date);

create table limits (
  team_id uuid not null,
  opens text not null,
  closes text not null,
  keeps_hours boolean not null,
  questions_keep_hours boolean not null,
  weekly integer,
  cap numeric(12,2),
  currency text,
  month_zone text not null default 'UTC',
  countries text[] not null,
  others text,
  new_abroad integer,
  abroad jsonb,
  version integer not null default 1,
  changed_by uuid,
  changed_at timestamptz,
  primary key (team_id),
  foreign key (team_id) references teams(id),
  foreign key (team_id, changed_by) references members(team_id, id),
  check ((cap is null) = (currency is null)),
  check (cap >= 0::numeric),
  check (closes ~ '^[0-2]\d:[0-5]\d$' and closes > opens),
  check (currency ~ '^[A-Z]{3}$'),
  check (new_abroad > 0),
  check (opens ~ '^[0-2]\d:[0-5]\d$'),
  check (weekly > 0)
);

create table line_books (
  team_id uuid not null,
  line_id uuid not null,
  looked_at timestamptz not null,
  newest_at timestamptz,
  recovered bigint not null,
  repaired bigint not null,
  primary key (team_id, line_id),
  foreign key (team_id, line_id) references lines(team_id, id) on delete cascade
);

create table line_directory (
  line_id uuid not null,
  team_id uuid not null,
  primary key (line_id),
  foreign key (team_id, line_id) references lines(team_id, id) on delete cascade
);

create table line_paces (
  team_id uuid not null,
  line_id uuid not null,
  left_over double precision not null default 0,
  counted_at timestamptz not null default now(),
  slowed_to double precision not null default 1,
  slowed_at timestamptz,
  primary key (team_id, line_id),
  foreign key (team_id, line_id) references lines(team_id, id) on delete cascade
);

create table lines (
  team_id uuid not null,
  id uuid not null,
  provider text not null,
  label text not null,
  number text,
  is_practice boolean not null,
  settings jsonb not null,
  secrets text not null,
  paused_at timestamptz,
  paused_reason text,
  created_at timestamptz not null,
  segments_per_second real,
  rests_until timestamptz,
  rests_reason text,
  paused_by uuid,
  price_per_segment numeric(12,6),
  price_currency text,
  help_texts jsonb not null default '{}'::jsonb,
  company_answered_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id) references teams(id),
  foreign key (team_id, paused_by) references members(team_id, id),
  check ((price_per_segment is null) = (price_currency is null)),
  check (length(label) >= 1 and length(label) <= 100),
  check (price_currency ~ '^[A-Z]{3}$'),
  check (price_per_segment > 0::numeric),
  check (segments_per_second > 0::double precision)
);
create unique index lines_one_practice_line on lines (team_id) where is_practice;

create table media (
  team_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  position integer not null,
  state text not null,
  type text,
  bytes integer,
  width integer,
  height integer,
  fault text,
  file_id uuid not null,
  primary key (team_id, id),
  unique (team_id, message_id, "position"),
  foreign key (team_id, conversation_id, message_id) references messages(team_id, conversation_id, id) on delete cascade,
  check (state = any (array['waiting', 'stored', 'failed']))
);
create index media_by_file on media (team_id, file_id);

create table members (
  team_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  role text not null,
  getting_started_hidden_at timestamptz,
  created_at timestamptz not null,
  deactivated_at timestamptz,
  preferences jsonb not null default '{}'::jsonb,
  primary key (team_id, id),
  unique (team_id, user_id),
  foreign key (team_id) references teams(id),
  foreign key (user_id) references users(id) on delete cascade,
  check (jsonb_typeof(preferences) = 'object'),
  check (role = any (array['owner', 'manager', 'member']))
);
create index members_of_user on members (user_id);
create trigger members_change after insert or delete or update of team_id, id, user_id, role, created_at, deactivated_at or truncate on members for each statement execute function tell_of_askers();

create table merges (
  team_id uuid not null,
  id uuid not null,
  kept_person_id uuid not null,
  now_person_id uuid not null,
  other_person_id uuid not null,
  other_conversation_id uuid not null,
  message_ids uuid[] not null,
  act_ids uuid[] not null,
  before jsonb not null,
  after jsonb not null,
  merged_by uuid not null,
  merged_at timestamptz not null,
  primary key (team_id, id),
  unique (team_id, other_conversation_id),
  unique (team_id, other_person_id),
  foreign key (team_id, merged_by) references members(team_id, id),
  foreign key (team_id, now_person_id) references people(team_id, id) on delete cascade
);
create index merges_of_person on merges (team_id, now_person_id, id);

create table messages (
  team_id uuid not null,
  conversation_id uuid not null,
  id uuid not null,
  line_id uuid not null,
  direction text not null,
  from_address text,
  to_address text not null,
  body text not null,
  media jsonb not null,
  segments integer not null,
  status text not null,
  status_at timestamptz not null,
  error_code text,
  error_message text,
  provider_id text,
  sent_by uuid,
  idempotency_key text,
  created_at timestamptz not null,
  recovered_at timestamptz,
  retry_of uuid,
  primary key (team_id, conversation_id, id),
  unique (team_id, id),
  foreign key (team_id, conversation_id) references conversations(team_id, id) on delete cascade,
  foreign key (team_id, sent_by) references members(team_id, id),
  check (direction = any (array['inbound', 'outbound'])),
  check (status = any (array['scheduled', 'queued', 'sending', 'unknown', 'accepted', 'sent', 'delivered', 'undelivered', 'failed', 'canceled', 'received']))
);
create index messages_failed on messages (team_id, status_at) where status = any (array['failed', 'undelivered']);
create index messages_unknown on messages (team_id, id) where status = 'unknown';
create unique index messages_by_idempotency_key on messages (team_id, sent_by, idempotency_key) where idempotency_key is not null;
create unique index messages_by_provider_id on messages (line_id, provider_id, team_id) where provider_id is not null;
create unique index messages_by_retry on messages (team_id, retry_of) where retry_of is not null;

create table notes (
  team_id uuid not null,
  conversation_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  body text not null,
  mentions uuid[] not null,
  created_at timestamptz not null,
  edited_at timestamptz,
  deleted_at timestamptz,
  idempotency_key text,
  primary key (team_id, conversation_id, id),
  unique (team_id, id),
  foreign key (team_id, conversation_id) references conversations(team_id, id) on delete cascade,
  foreign key (team_id, member_id) references members(team_id, id),
  check (length(body) >= 1 and length(body) <= 4000)
);
create unique index notes_by_idempotency_key on notes (team_id, member_id, idempotency_key) where idempotency_key is not null;

create table opt_outs (
  team_id uuid not null,
  id uuid not null,
  address text not null,
  opted_out_at timestamptz not null,
  how text not null,
  words text,
  ended_at timestamptz,
  member_id uuid,
  line_id uuid,
  confirmation_id uuid,
  primary key (team_id, id),
  foreign key (team_id) references teams(id),
  check (how = any (array['texted', 'provider', 'member', 'imported']))
);
create index opt_outs_by_address on opt_outs (team_id, address, ended_at) where ended_at is not null;
create index opt_outs_in_words on opt_outs (team_id, address) where words is not null;
create unique index opt_outs_open on opt_outs (team_id, address) where ended_at is null;

create table outbox (
  team_id uuid not null,
  line_id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  lane smallint not null,
  due_at timestamptz not null,
  tries integer not null default 0,
  tried_at timestamptz,
  unless_they_write boolean not null default false,
  waited_since timestamptz,
  open_until timestamptz,
  waits_for text,
  primary key (team_id, line_id, message_id),
  foreign key (team_id, conversation_id, message_id) references messages(team_id, conversation_id, id) on delete cascade,
  check (waits_for = any (array['hours', 'money', 'abroad']))
);
create index outbox_due on outbox (team_id, line_id, lane, due_at, message_id);
create index outbox_of_conversation on outbox (conversation_id, message_id);
create index outbox_unless_they_write on outbox (team_id, conversation_id) where unless_they_write;

create table people (
  team_id uuid not null,
  id uuid not null,
  name text not null,
  is_practice boolean not null,
  fields jsonb not null,
  time_zone text,
  created_at timestamptz not null,
  version integer not null default 1,
  changed_by uuid,
  changed_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id) references teams(id),
  foreign key (team_id, changed_by) references members(team_id, id),
  check (length(name) >= 1 and length(name) <= 200)
);
create index people_in_order on people (team_id, lower(name), id) include (name);
create index people_of_practice on people (team_id) where is_practice;

create table person_fields (
  team_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  choices jsonb,
  created_at timestamptz not null,
  primary key (team_id, id),
  unique (team_id, name),
  foreign key (team_id) references teams(id),
  check ((kind = 'choice') = (choices is not null)),
  check (kind = any (array['text', 'number', 'date', 'yes_no', 'choice'])),
  check (length(name) >= 1 and length(name) <= 100)
);

create table phones (
  team_id uuid not null,
  address text not null,
  kind text not null,
  person_id uuid not null,
  position integer not null,
  created_at timestamptz not null,
  primary key (team_id, address),
  foreign key (team_id) references teams(id),
  foreign key (team_id, person_id) references people(team_id, id) on delete cascade,
  check (address <> ''),
  check (kind = any (array['phone_number', 'short_code', 'sender_name']))
);
create index phones_of_person on phones (team_id, person_id, "position");

create table push_heads (
  team_id uuid not null,
  last_number bigint not null,
  primary key (team_id),
  foreign key (team_id) references teams(id)
);

create table push_subscriptions (
  team_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  session_id uuid not null,
  endpoint text not null,
  browser_key text not null,
  browser_secret text not null,
  language text not null,
  created_at timestamptz not null,
  primary key (team_id, id),
  unique (team_id, endpoint),
  foreign key (session_id) references sessions(id) on delete cascade,
  foreign key (team_id) references teams(id),
  foreign key (team_id, member_id) references members(team_id, id) on delete cascade,
  check (length(endpoint) <= 1000)
);
create index push_subscriptions_of_session on push_subscriptions (session_id);

create table question_versions (
  team_id uuid not null,
  question_id uuid not null,
  version integer not null,
  name text not null,
  content jsonb not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (team_id, question_id, version),
  foreign key (team_id, changed_by) references members(team_id, id),
  foreign key (team_id, question_id) references questions(team_id, id),
  check (jsonb_typeof(content) = 'object'),
  check (length(name) >= 1 and length(name) <= 100)
);

create table questions (
  team_id uuid not null,
  id uuid not null,
  version integer not null,
  next_date date,
  next_opens_at timestamptz,
  planned_at timestamptz not null,
  paused_at timestamptz,
  archived_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  idempotency_key text,
  primary key (team_id, id),
  foreign key (team_id) references teams(id),
  foreign key (team_id, created_by) references members(team_id, id)
);
create index questions_due on questions (next_opens_at) where next_opens_at is not null and paused_at is null and archived_at is null;
create unique index questions_by_idempotency_key on questions (team_id, created_by, idempotency_key) where idempotency_key is not null;

create table quota_places (
  team_id uuid not null,
  round_id uuid not null,
  place integer not null,
  ask_id uuid not null,
  taken_at timestamptz not null,
  primary key (team_id, round_id, place),
  unique (team_id, round_id, ask_id),
  foreign key (team_id, ask_id) references asks(team_id, id) on delete cascade,
  foreign key (team_id, round_id) references round_quotas(team_id, round_id),
  check (place > 0)
);
create index quota_places_of_ask on quota_places (team_id, ask_id);

create table reached_abroad (
  team_id uuid not null,
  country text not null,
  hour timestamptz not null,
  count integer not null,
  full_at timestamptz,
  primary key (team_id, country),
  foreign key (team_id) references teams(id)
);

create table read_marks (
  team_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  message_id uuid not null,
  read_at timestamptz not null,
  primary key (team_id, conversation_id, member_id),
  foreign key (team_id, conversation_id) references conversations(team_id, id) on delete cascade,
  foreign key (team_id, member_id) references members(team_id, id) on delete cascade
);

create table removals (
  team_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  state text not null,
  field_ids jsonb not null,
  begun_at timestamptz not null,
  undone_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id) references teams(id),
  foreign key (team_id, member_id) references members(team_id, id),
  check (state = any (array['removing', 'removed', 'undoing', 'undone', 'for_good']))
);

create table removed_people (
  team_id uuid not null,
  removal_id uuid not null,
  person_id uuid not null,
  became text not null default 'waiting',
  conversation_id uuid,
  text_ids uuid[] not null default '{}'::uuid[],
  rows jsonb,
  file_ids uuid[] not null default '{}'::uuid[],
  primary key (team_id, removal_id, person_id),
  foreign key (team_id, removal_id) references removals(team_id, id) on delete cascade,
  check (became = any (array['waiting', 'removed', 'gone', 'back', 'taken']))
);
create index removed_people_by_fate on removed_people (team_id, removal_id, became, person_id);
create index removed_people_of_conversation on removed_people (team_id, conversation_id) where conversation_id is not null;

create table reply_matches (
  team_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  ask_id uuid,
  step smallint,
  outcome text not null,
  reason text not null,
  facts jsonb not null,
  is_late boolean not null default false,
  matched_by uuid,
  matched_at timestamptz not null,
  replaced_at timestamptz,
  settled_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id, ask_id) references asks(team_id, id) on delete cascade,
  foreign key (team_id, conversation_id, message_id) references messages(team_id, conversation_id, id) on delete cascade,
  foreign key (team_id, matched_by) references members(team_id, id),
  check (outcome = any (array['answer', 'asked_again', 'needs_look', 'chat']))
);
create index reply_matches_of_ask on reply_matches (team_id, ask_id, id) where ask_id is not null;
create index reply_matches_of_text on reply_matches (team_id, conversation_id, message_id);
create index reply_matches_to_look_at on reply_matches (team_id, id) where outcome = 'needs_look' and replaced_at is null and settled_at is null;
create unique index reply_matches_of_message on reply_matches (team_id, message_id) where replaced_at is null;

create table round_quotas (
  team_id uuid not null,
  round_id uuid not null,
  primary key (team_id, round_id),
  foreign key (team_id, round_id) references rounds(team_id, id)
);

create table rounds (
  team_id uuid not null,
  id uuid not null,
  question_id uuid not null,
  version integer not null,
  local_date date not null,
  state text not null,
  filled_to uuid,
  opened_at timestamptz not null,
  all_at timestamptz,
  closed_at timestamptz,
  planned_at timestamptz,
  primary key (team_id, id),
  unique (team_id, question_id, local_date),
  foreign key (team_id, question_id, version) references question_versions(team_id, question_id, version),
  check (state = any (array['filling', 'open', 'closed']))
);
create index rounds_filling on rounds (opened_at) where state = 'filling';
create index rounds_open on rounds (team_id, id) where state = 'open';

create table rule_runs (
  team_id uuid not null,
  ask_id uuid not null,
  rule smallint not null,
  ran_at timestamptz not null,
  primary key (team_id, ask_id, rule),
  foreign key (team_id, ask_id) references asks(team_id, id) on delete cascade
);

create table saved_replies (
  team_id uuid not null,
  id uuid not null,
  name text not null,
  body text not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (team_id, id),
  foreign key (team_id) references teams(id),
  foreign key (team_id, changed_by) references members(team_id, id),
  check (body <> ''),
  check (length(name) >= 1 and length(name) <= 50)
);
create unique index saved_replies_by_name on saved_replies (team_id, lower(name));

create table search_people (
  team_id uuid not null,
  person_id uuid not null,
  conversation_id uuid not null,
  words text not null,
  primary key (team_id, person_id),
  foreign key (team_id, person_id) references people(team_id, id) on delete cascade
);
create index search_people_words on search_people using gin (words gin_trgm_ops);

create table search_progress (
  team_id uuid not null,
  event_number bigint not null,
  newer bigint not null default 0,
  older bigint not null default 0,
  filled_to uuid,
  people_filled_to uuid,
  primary key (team_id),
  foreign key (team_id) references teams(id)
);

create table search_texts (
  team_id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  block integer not null,
  words tsvector not null,
  made_of bigint,
  primary key (team_id, message_id)
);
create index search_texts_words on search_texts using gin (words) with (gin_pending_list_limit='256');

create table secret_fingerprint (
  is_ours boolean not null,
  fingerprint text not null,
  primary key (is_ours),
  check (is_ours)
);

create table sessions (
  id uuid not null,
  user_id uuid not null,
  token text not null,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (id),
  unique (token),
  foreign key (user_id) references users(id) on delete cascade
);
create index sessions_of_user on sessions (user_id);
create trigger sessions_change after delete or update or truncate on sessions for each statement execute function tell_of_askers();

create table sign_in_attempts (
  id uuid not null,
  key text not null,
  count integer not null,
  last_request bigint not null,
  primary key (id),
  unique (key)
);

create table sign_in_failures (
  account text not null,
  count integer not null,
  last_at timestamptz not null,
  primary key (account)
);
create index sign_in_failures_by_time on sign_in_failures (last_at);

create table spending (
  team_id uuid not null,
  currency text not null,
  month date not null,
  spent numeric(14,6) not null,
  primary key (team_id, currency),
  foreign key (team_id) references teams(id)
);

create table stop_requests (
  team_id uuid not null,
  id uuid not null,
  address text not null,
  message_id uuid not null,
  line_id uuid not null,
  words text not null,
  asked_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  primary key (team_id, id),
  foreign key (team_id) references teams(id)
);
create index stop_requests_in_words on stop_requests (team_id, address) where words <> '';
create unique index stop_requests_open on stop_requests (team_id, address) where settled_at is null;

create table taught_phrases (
  team_id uuid not null,
  question_id uuid not null,
  step smallint not null,
  phrase text not null,
  value jsonb not null,
  taught_by uuid not null,
  taught_at timestamptz not null,
  primary key (team_id, question_id, step, phrase),
  foreign key (team_id, question_id) references questions(team_id, id),
  foreign key (team_id, taught_by) references members(team_id, id),
  check (phrase <> '')
);

create table teams (
  id uuid not null,
  name text not null,
  time_zone text not null,
  country text not null,
  created_at timestamptz not null,
  primary key (id),
  check (country ~ '^[A-Z]{2}$'),
  check (length(name) >= 1 and length(name) <= 100)
);

create table text_counts (
  team_id uuid not null,
  quarter timestamptz not null,
  line_id uuid not null,
  outcome text not null,
  code text not null,
  reason text not null,
  speed smallint not null,
  texts integer not null,
  segments integer not null,
  primary key (team_id, quarter, line_id, outcome, code, reason, speed)
);

create table unread_marks (
  team_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  marked_at timestamptz not null,
  primary key (team_id, conversation_id, member_id),
  foreign key (team_id, conversation_id) references conversations(team_id, id) on delete cascade,
  foreign key (team_id, member_id) references members(team_id, id) on delete cascade
);
create index unread_marks_of_member on unread_marks (team_id, member_id, conversation_id);

create table unseen_mentions (
  team_id uuid not null,
  member_id uuid not null,
  conversation_id uuid not null,
  note_id uuid not null,
  primary key (team_id, member_id, conversation_id, note_id),
  foreign key (team_id, conversation_id, note_id) references notes(team_id, conversation_id, id) on delete cascade,
  foreign key (team_id, member_id) references members(team_id, id) on delete cascade
);
create index unseen_mentions_of_note on unseen_mentions (team_id, conversation_id, note_id);

create table uploads (
  team_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  type text not null,
  bytes integer not null,
  width integer not null,
  height integer not null,
  created_at timestamptz not null,
  primary key (team_id, id),
  foreign key (team_id, member_id) references members(team_id, id) on delete cascade
);
create index uploads_of_member on uploads (team_id, member_id);

create table users (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (id),
  unique (email),
  check (email = lower(email))
);

create table verifications (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (id)
);
create index verifications_by_identifier on verifications (identifier);

create table warnings (
  team_id uuid not null,
  kind text not null,
  subject text not null,
  warned_at timestamptz not null,
  primary key (team_id, kind, subject),
  foreign key (team_id) references teams(id),
  check (kind = any (array['money_near', 'money_spent', 'abroad']))
);

create table webhook_bundles (
  team_id uuid not null,
  id uuid not null,
  calls text[] not null,
  received_at timestamptz not null,
  primary key (team_id, id),
  foreign key (team_id) references teams(id)
);

create table webhook_events (
  team_id uuid not null,
  id uuid not null,
  line_id uuid not null,
  url text not null,
  payload text not null,
  fault text,
  received_at timestamptz not null,
  primary key (team_id, id),
  foreign key (team_id, line_id) references lines(team_id, id) on delete cascade
);
create index webhook_events_parked on webhook_events (team_id, received_at) where fault is not null;

create table work_patterns (
  team_id uuid not null,
  person_id uuid not null,
  shifts jsonb,
  paused_until date,
  primary key (team_id, person_id),
  foreign key (team_id, person_id) references people(team_id, id) on delete cascade
);

create table workers (
  id uuid not null,
  queue_ids text[] not null,
  beat_at timestamptz not null,
  primary key (id)
);

CREATE OR REPLACE FUNCTION public.tell_of_askers()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise info 'hearback askers';
  perform pg_notify('hearback_talk', '{"askers":"changed"}');
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.touch_broadcasts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into broadcast_touches (team_id, broadcast_id) select distinct team_id, broadcast_id from moved;
  return null;
end $function$;

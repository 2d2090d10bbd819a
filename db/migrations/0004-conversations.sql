-- A person has one conversation for ever, over whatever lines. last_message_at is -infinity until there is a message.

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
  primary key (team_id, id),
  unique (team_id, person_id),
  foreign key (team_id, person_id) references people on delete cascade,
  foreign key (team_id, line_id) references lines,
  foreign key (team_id, assignee_id) references members
);
create index conversations_newest on conversations (team_id, last_message_at desc, id desc);
create index conversations_waiting on conversations (team_id, waiting_since, id) where waiting_since is not null;

-- How far each member has read; the member's own unread texts are the inbound ones after it.
create table read_marks (
  team_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  message_id uuid not null,
  read_at timestamptz not null,
  primary key (team_id, conversation_id, member_id),
  foreign key (team_id, conversation_id) references conversations on delete cascade,
  foreign key (team_id, member_id) references members on delete cascade
);

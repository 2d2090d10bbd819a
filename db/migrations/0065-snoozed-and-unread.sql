-- Hidden from those who wait, until then or until they write.
alter table conversations add column snoozed_until timestamptz;

-- The newest text of theirs: whoever has seen it has seen all, and nothing need be counted.
alter table conversations add column last_inbound_id uuid;
update conversations set last_inbound_id = (
  select messages.id from messages
  where messages.team_id = conversations.team_id and messages.conversation_id = conversations.id and direction = 'inbound'
  order by messages.id desc limit 1);

-- Each view is an index of its own, and each conversation stands in one of three: with nobody, with somebody, closed. So
-- a text that comes moves one entry, as it did before.
drop index conversations_newest;
drop index conversations_waiting;
create index conversations_unassigned on conversations (team_id, last_message_at desc, id desc)
  where closed_at is null and assignee_id is null;
create index conversations_assigned on conversations (team_id, last_message_at desc, id desc)
  where closed_at is null and assignee_id is not null;
create index conversations_closed on conversations (team_id, last_message_at desc, id desc) where closed_at is not null;
create index conversations_of_member on conversations (team_id, assignee_id, last_message_at desc, id desc)
  where closed_at is null and assignee_id is not null;
create index conversations_failed on conversations (team_id, last_message_at desc, id desc) where last_message_failed;
create index conversations_waiting on conversations (team_id, waiting_since, id)
  where waiting_since is not null and snoozed_until is null;
create index conversations_snoozed on conversations (snoozed_until) where snoozed_until is not null;

-- What a member wants to come back to, whatever they have seen of it.
create table unread_marks (
  team_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  marked_at timestamptz not null,
  primary key (team_id, conversation_id, member_id),
  foreign key (team_id, conversation_id) references conversations (team_id, id) on delete cascade,
  foreign key (team_id, member_id) references members (team_id, id) on delete cascade
);

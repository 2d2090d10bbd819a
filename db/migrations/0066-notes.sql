-- What colleagues say to each other beside a conversation. A note that was deleted stays, for whoever takes that back.
create table notes (
  team_id uuid not null,
  conversation_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  body text not null check (length(body) between 1 and 4000),
  mentions uuid[] not null,
  created_at timestamptz not null,
  edited_at timestamptz,
  deleted_at timestamptz,
  primary key (team_id, conversation_id, id),
  unique (team_id, id),
  foreign key (team_id, conversation_id) references conversations (team_id, id) on delete cascade,
  foreign key (team_id, member_id) references members (team_id, id)
);

-- Whom a note mentions and who has not seen it yet.
create table unseen_mentions (
  team_id uuid not null,
  member_id uuid not null,
  conversation_id uuid not null,
  note_id uuid not null,
  primary key (team_id, member_id, conversation_id, note_id),
  foreign key (team_id, member_id) references members (team_id, id) on delete cascade,
  foreign key (team_id, conversation_id, note_id) references notes (team_id, conversation_id, id) on delete cascade
);
create index unseen_mentions_of_note on unseen_mentions (team_id, conversation_id, note_id);

-- What a change is about besides a message: a note, an act.
alter table events add column subject_id uuid;

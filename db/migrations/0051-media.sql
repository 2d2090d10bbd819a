-- What came with a text beside words, and what became of it. Its bytes are a file in the data folder, named by the id;
-- where it is fetched from stands in the message, at the same position.
create table media (
  team_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  position integer not null,
  state text not null check (state in ('waiting', 'stored', 'failed')),
  -- By content. Null until it is stored.
  type text,
  bytes integer,
  width integer,
  height integer,
  -- Why it could not be fetched.
  fault text,
  primary key (team_id, id),
  unique (team_id, message_id, position),
  foreign key (team_id, conversation_id, message_id) references messages on delete cascade
);

-- Two people who were one. What of the one was moved to the other stands here, so that it can be put back.
create table merges (
  team_id uuid not null,
  id uuid not null,
  kept_person_id uuid not null,
  -- Who has all of it today: the one who was kept, or the one that they in turn were merged into.
  now_person_id uuid not null,
  other_person_id uuid not null,
  other_conversation_id uuid not null,
  message_ids uuid[] not null,
  act_ids uuid[] not null,
  -- Rows as they were, and as the merge left them.
  before jsonb not null,
  after jsonb not null,
  merged_by uuid not null,
  merged_at timestamptz not null,
  primary key (team_id, id),
  unique (team_id, other_person_id),
  unique (team_id, other_conversation_id),
  foreign key (team_id, now_person_id) references people (team_id, id) on delete cascade,
  foreign key (team_id, merged_by) references members (team_id, id)
);
create index merges_of_person on merges (team_id, now_person_id, id);

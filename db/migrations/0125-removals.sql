-- People who were removed in one act. Whom it means is put down at once (removed_people); they go in parts.
create table removals (
  team_id uuid not null references teams,
  id uuid not null,
  member_id uuid not null,
  state text not null check (state in ('removing', 'removed', 'undoing', 'undone', 'for_good')),
  -- Which fields those of the people are, by what they were called then.
  field_ids jsonb not null,
  begun_at timestamptz not null,
  undone_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id, member_id) references members (team_id, id)
);

-- What became of each: gone are those whom somebody else had removed or merged before, taken those whose number somebody
-- had by the time that all were brought back.
create table removed_people (
  team_id uuid not null,
  removal_id uuid not null,
  person_id uuid not null,
  became text not null default 'waiting' check (became in ('waiting', 'removed', 'gone', 'back', 'taken')),
  conversation_id uuid,
  -- Texts of ours that went with them: what was counted of those hours is counted again.
  text_ids uuid[] not null default '{}',
  -- While it can be undone, all rows that went with them, by table; and their pictures, which are files.
  rows jsonb,
  file_ids uuid[] not null default '{}',
  primary key (team_id, removal_id, person_id),
  foreign key (team_id, removal_id) references removals (team_id, id) on delete cascade
);
create index removed_people_by_fate on removed_people (team_id, removal_id, became, person_id);
create index removed_people_of_conversation on removed_people (team_id, conversation_id) where conversation_id is not null;

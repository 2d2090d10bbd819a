-- Who did what, for ever: one row for each act of a member. What an act was about may be gone by now, so only the member is
-- a key of another table. Acts that were done as one have a batch.
create table acts (
  team_id uuid not null,
  id uuid not null,
  batch_id uuid,
  member_id uuid not null,
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
  foreign key (team_id, member_id) references members
);
create index acts_of_conversation on acts (team_id, conversation_id, id) where conversation_id is not null;
create index acts_of_person on acts (team_id, person_id) where person_id is not null;
create index acts_of_batch on acts (team_id, batch_id, id) where batch_id is not null;

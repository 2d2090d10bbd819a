-- What a member has written and not sent. Where the caret stood belongs to it: they go on where they were, in any browser.
create table drafts (
  team_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  body text not null check (body <> ''),
  caret integer not null check (caret >= 0),
  updated_at timestamptz not null,
  primary key (team_id, conversation_id, member_id),
  foreign key (team_id, conversation_id) references conversations (team_id, id) on delete cascade,
  foreign key (team_id, member_id) references members (team_id, id) on delete cascade
);
create index drafts_of_member on drafts (team_id, member_id, updated_at desc, conversation_id desc);

-- Texts that a team writes again and again, each by a short name. They may hold fields in braces, such as {first name}.
create table saved_replies (
  team_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 50),
  body text not null check (body <> ''),
  changed_by uuid not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  primary key (team_id, id),
  foreign key (team_id) references teams (id),
  foreign key (team_id, changed_by) references members (team_id, id)
);
create unique index saved_replies_by_name on saved_replies (team_id, lower(name));

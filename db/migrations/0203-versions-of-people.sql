-- People have a version as well, and say who changed them last: whoever has read another does not write over it.
alter table people add column version integer not null default 1, add column changed_by uuid, add column changed_at timestamptz,
  add foreign key (team_id, changed_by) references members (team_id, id);

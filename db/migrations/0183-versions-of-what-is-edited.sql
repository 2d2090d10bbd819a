-- What several people write has a version, and says who changed it last: whoever has read another does not write over it.
-- (Questions have had both from the beginning.)
alter table broadcasts add column version integer not null default 1, add column changed_by uuid,
  add foreign key (team_id, changed_by) references members (team_id, id);
alter table limits add column version integer not null default 1, add column changed_by uuid, add column changed_at timestamptz,
  add foreign key (team_id, changed_by) references members (team_id, id);

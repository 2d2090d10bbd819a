-- Pictures that a member has chosen to send and not sent yet. Each is a file, named by its id, like those that came.
create table uploads (
  team_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  type text not null,
  bytes integer not null,
  width integer not null,
  height integer not null,
  created_at timestamptz not null,
  primary key (team_id, id),
  foreign key (team_id, member_id) references members (team_id, id) on delete cascade
);
create index uploads_of_member on uploads (team_id, member_id);

-- A picture that is sent once more is the same file.
alter table media add column file_id uuid;
update media set file_id = id;
alter table media alter column file_id set not null;
create index media_by_file on media (team_id, file_id);

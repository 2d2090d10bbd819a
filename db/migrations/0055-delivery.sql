-- Who paused a line by hand. A pause by nobody was the program's own, and what mends the line ends it.
alter table lines
  add column paused_by uuid,
  add foreign key (team_id, paused_by) references members;

-- What failed in the last day is looked at by reason, however many texts there are.
create index messages_failed on messages (team_id, status_at) where status in ('failed', 'undelivered');

-- Where the people of a broadcast are, as it was counted last; and each time that this may have changed since. Nobody waits for
-- anybody to write down that something has changed: these rows are only added, and go with the next count.
create table broadcast_counts (
  team_id uuid not null,
  broadcast_id uuid not null,
  -- Whoever has counted keeps that only if nobody else has meanwhile.
  version integer not null,
  counted jsonb not null,
  primary key (team_id, broadcast_id)
);
create table broadcast_touches (
  team_id uuid not null,
  broadcast_id uuid not null,
  id bigint generated always as identity,
  primary key (team_id, broadcast_id, id)
);

-- A person who is removed goes from here by key, and may come back with all their rows, whoever does it.
create function touch_broadcasts() returns trigger language plpgsql as $$
begin
  insert into broadcast_touches (team_id, broadcast_id) select distinct team_id, broadcast_id from moved;
  return null;
end $$;
create trigger broadcast_recipients_gone after delete on broadcast_recipients
  referencing old table as moved for each statement execute function touch_broadcasts();
create trigger broadcast_recipients_come after insert on broadcast_recipients
  referencing new table as moved for each statement execute function touch_broadcasts();

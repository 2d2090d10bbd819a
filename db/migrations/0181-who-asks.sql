-- Whoever asks may be somebody else from here on, may do less, or is nobody. Said at once to whoever writes this, on their own connection
-- (`info` comes whatever a connection wants to hear), and to all processes once it is committed.
create function tell_of_askers() returns trigger language plpgsql as $$
begin
  raise info 'hearback askers';
  perform pg_notify('hearback_talk', '{"askers":"changed"}');
  return null;
end $$;
create trigger sessions_change after update or delete or truncate on sessions
  for each statement execute function tell_of_askers();
create trigger members_change after insert or delete or truncate
  or update of team_id, id, user_id, role, created_at, deactivated_at on members
  for each statement execute function tell_of_askers();

-- Texts of which nobody knows whether they left are few, and are counted often.
create index messages_unknown on messages (team_id, id) where status = 'unknown';

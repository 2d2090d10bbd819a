-- outside of a transaction
-- Whoever is removed takes these rows with them, which are found by the person and by what they were asked.
create index concurrently if not exists broadcast_replies_of_person on broadcast_replies (team_id, person_id);
create index concurrently if not exists quota_places_of_ask on quota_places (team_id, ask_id);

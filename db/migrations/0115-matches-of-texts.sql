-- outside of a transaction
-- What a text was taken for is looked up when the text moves, or goes.
create index concurrently if not exists reply_matches_of_text on reply_matches (team_id, conversation_id, message_id);

-- outside of a transaction
-- The words in what was said about texting a number go with whoever has it.
drop index concurrently if exists opt_outs_in_words;
create index concurrently opt_outs_in_words on opt_outs (team_id, address) where words is not null;
drop index concurrently if exists stop_requests_in_words;
create index concurrently stop_requests_in_words on stop_requests (team_id, address) where words <> '';

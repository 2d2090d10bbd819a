-- outside of a transaction
-- Whoever saves a question anew after a lost answer has saved it once.
alter table questions add column if not exists idempotency_key text;
drop index concurrently if exists questions_by_idempotency_key;
create unique index concurrently questions_by_idempotency_key on questions (team_id, created_by, idempotency_key)
  where idempotency_key is not null;

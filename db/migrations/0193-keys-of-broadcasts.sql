-- outside of a transaction
-- Whoever begins a broadcast anew after a lost answer has begun it once.
alter table broadcasts add column if not exists idempotency_key text;
drop index concurrently if exists broadcasts_by_idempotency_key;
create unique index concurrently broadcasts_by_idempotency_key on broadcasts (team_id, created_by, idempotency_key)
  where idempotency_key is not null;

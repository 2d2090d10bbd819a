-- outside of a transaction
-- Whoever keeps a note anew after a lost answer has kept it once.
alter table notes add column if not exists idempotency_key text;
drop index concurrently if exists notes_by_idempotency_key;
create unique index concurrently notes_by_idempotency_key on notes (team_id, member_id, idempotency_key)
  where idempotency_key is not null;

-- outside of a transaction
-- Somebody who is removed is found in the files that named them.
drop index concurrently if exists import_rows_of_person;
create index concurrently import_rows_of_person on import_rows (team_id, person_id) where person_id is not null;

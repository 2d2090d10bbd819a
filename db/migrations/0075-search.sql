-- What is searched, beside what it is made from: written behind the newest text, so that a text that comes costs no more
-- than before. All of it can be made again from the texts and the people.

-- How far the index has come in a team's events; and, for what was there before it, how far back.
create table search_progress (
  team_id uuid primary key references teams(id),
  event_number bigint not null,
  newer bigint not null default 0,
  older bigint not null default 0,
  -- Everything from this text on is in; null when nothing older is left.
  filled_to uuid,
  people_filled_to uuid
);

-- A block is a thousand texts or notes next to each other; a note's id stands in the place of a message's. Newest first is by block, then by id.
create table search_texts (
  team_id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  block integer not null,
  words tsvector not null,
  primary key (team_id, message_id)
) with (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
-- What waits to be put in order is read by each search.
create index search_texts_words on search_texts using gin (words) with (gin_pending_list_limit = 256);

-- Names and numbers as they are looked for. Found by three letters in a row where PostgreSQL has pg_trgm; without it each
-- person of the team is looked at, which is quick enough for some ten thousand.
create table search_people (
  team_id uuid not null,
  person_id uuid not null,
  conversation_id uuid not null,
  words text not null,
  primary key (team_id, person_id),
  foreign key (team_id, person_id) references people(team_id, id) on delete cascade
);
do $$
begin
  create extension if not exists pg_trgm;
  create index search_people_words on search_people using gin (words gin_trgm_ops);
exception when insufficient_privilege or feature_not_supported or undefined_file or undefined_object then
  raise notice 'Without pg_trgm people are found by looking at each of them.';
end
$$;

-- outside of a transaction
-- Whether there are any is asked with each page that is opened.
create index concurrently if not exists people_of_practice on people (team_id) where is_practice;

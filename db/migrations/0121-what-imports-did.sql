-- What writing a row did to somebody who was known, if not all that it said: undoing takes back no more.
alter table import_rows add column done jsonb;
-- Groups that writing made: undoing removes those that nobody is in.
alter table imports add column made_groups uuid[] not null default '{}';
-- Which fields the columns fill, by the names that these had then.
alter table imports add column field_ids jsonb not null default '{}';

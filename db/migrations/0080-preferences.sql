-- What a member has chosen for themselves, as far as they have: what is left out is as the program has it.
alter table members add column preferences jsonb not null default '{}' check (jsonb_typeof(preferences) = 'object');

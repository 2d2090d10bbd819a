-- Saved replies have a version as well: whoever has read another does not write over it.
alter table saved_replies add column version integer not null default 1;

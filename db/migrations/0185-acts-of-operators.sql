-- What an operator does at the command line is kept as well, and they are no member of the team.
alter table acts alter column member_id drop not null;

-- A planned text that nobody wants any more once the person writes.
alter table outbox add column unless_they_write boolean not null default false;
create index outbox_unless_they_write on outbox (team_id, conversation_id) where unless_they_write;

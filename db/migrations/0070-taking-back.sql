-- What the person was waiting for since when, before a text was put into the queue: whoever takes it back leaves them waiting.
alter table outbox add column waited_since timestamptz;

-- The text of which this is another try, chosen by a member. One has one: who asks twice sends once.
alter table messages add column retry_of uuid;
create unique index messages_by_retry on messages (team_id, retry_of) where retry_of is not null;

-- The outbox holds what waits and nothing else: a text that is under way is an attempt, from the claim to its outcome.
delete from outbox where claimed_by is not null;
drop index outbox_due;
alter table outbox drop column claimed_by, drop column attempt_id;
create index outbox_due on outbox (team_id, line_id, lane, due_at, message_id);

-- Later texts of a conversation wait for those of their own lane, or of the faster one, that are under way.
alter table attempts add column lane smallint not null default 0;
alter table attempts alter column lane drop default;
drop index attempts_under_way;
create index attempts_under_way on attempts (conversation_id, message_id) where outcome = 'sending';

-- By the conversation alone: with the team before it, any index would do for a planner who takes the queue for empty.
drop index outbox_of_conversation;
create index outbox_of_conversation on outbox (conversation_id, message_id);

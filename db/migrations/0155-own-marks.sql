-- outside of a transaction
-- A page of the inbox asks for the marks of whoever looks at it.
drop index concurrently if exists unread_marks_of_member;
create index concurrently unread_marks_of_member on unread_marks (team_id, member_id, conversation_id);

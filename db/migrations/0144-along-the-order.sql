-- outside of a transaction
-- Each has all that its order is made of: whoever goes along it need not look at the rows.
drop index concurrently if exists people_in_order;
create index concurrently people_in_order on people (team_id, lower(name), id) include (name);
drop index concurrently if exists conversations_in_order;
create index concurrently conversations_in_order on conversations
  (team_id, coalesce(last_inbound_id, '00000000-0000-0000-0000-000000000000'::uuid), person_id) include (last_inbound_id);
drop index concurrently if exists people_by_name;
drop index concurrently if exists conversations_heard;

-- outside of a transaction
-- People by when they were heard last; whoever never was comes first, with the smallest id there is.
create index concurrently if not exists conversations_heard on conversations
  (team_id, coalesce(last_inbound_id, '00000000-0000-0000-0000-000000000000'::uuid), person_id);

-- Failed tries at an account, known or not, by the address that was typed. sign_in_attempts is the sign-in library's own:
-- it counts by network address, and clears that table by a rule of its own.

create table sign_in_failures (
  account text primary key,
  count integer not null,
  last_at timestamptz not null
);
create index sign_in_failures_by_time on sign_in_failures (last_at);

-- When the first text of a broadcast leaves, and when the hour of its last person comes, as far as it was known when it was
-- dispatched.
alter table broadcasts add column first_at timestamptz, add column last_at timestamptz;

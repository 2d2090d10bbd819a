-- What a member was shown of a draft for many people (`looked`), so that the button need not look once more. Then `confirmed`
-- is for how many it was sent, and `getting` counts those who are put down: when it is another number in the end, all of it is
-- a draft again, which says so (`not_sent`).
alter table broadcasts add column looked jsonb, add column confirmed integer, add column getting integer,
  add column not_sent jsonb;

-- The one text that may still go to somebody who has opted out: it says that they have.
alter table opt_outs add column confirmation_id uuid;

-- What became of the texts that were written in each quarter of an hour, counted behind the newest change so that a text
-- that leaves costs no more than before. All of it can be made again from the texts. A quarter is in one day and one hour of
-- every zone there is.
create table text_counts (
  team_id uuid not null,
  quarter timestamptz not null,
  line_id uuid not null,
  outcome text not null,
  -- Why they failed: the company's code, or a reason of ours in words; else empty.
  code text not null,
  reason text not null,
  -- Which class of seconds they took to be delivered; -1 for those of which nobody knows, or that were not.
  speed smallint not null,
  texts integer not null,
  segments integer not null,
  primary key (team_id, quarter, line_id, outcome, code, reason, speed)
);

-- How far the counting has come in a team's events; and, for what was there before it, how far back.
create table count_progress (
  team_id uuid primary key references teams(id),
  event_number bigint not null,
  -- Everything from then on is counted; null when nothing older is left.
  counted_from timestamptz
);

-- How fast a line may send. Null is no limit. A line that has used up what the company allows rests until a time.
alter table lines
  add column segments_per_second real check (segments_per_second > 0),
  add column rests_until timestamptz,
  add column rests_reason text;

-- What is left of a line's pace, in segments, at a time; less than nothing after replies, which may borrow. When the
-- company asked us to slow down, `slowed_to` is the share of the pace that was left then; it grows back by itself.
create table line_paces (
  team_id uuid not null,
  line_id uuid not null,
  left_over double precision not null default 0,
  counted_at timestamptz not null default now(),
  slowed_to double precision not null default 1,
  slowed_at timestamptz,
  primary key (team_id, line_id),
  foreign key (team_id, line_id) references lines on delete cascade
);

-- The attempt that is under way: whoever comes back from the dead changes only what is still his.
alter table outbox add column attempt_id uuid;

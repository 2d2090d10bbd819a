-- What a line's company has in its own books, compared with what we have, and what that has brought.
create table line_books (
  team_id uuid not null,
  line_id uuid not null,
  looked_at timestamptz not null,
  -- The newest text that came in, by the company's clock: the next look begins a little before it.
  newest_at timestamptz,
  recovered bigint not null,
  repaired bigint not null,
  primary key (team_id, line_id),
  foreign key (team_id, line_id) references lines on delete cascade
);

-- When a text was brought in that came while nobody took it; null for one that came by itself.
alter table messages add column recovered_at timestamptz;

-- What went with a person who was removed: the company still has it in its books, and it must not come back from there.
create table forgotten_texts (
  team_id uuid not null,
  line_id uuid not null,
  provider_id text not null,
  forgotten_at timestamptz not null,
  primary key (team_id, line_id, provider_id),
  foreign key (team_id, line_id) references lines on delete cascade
);

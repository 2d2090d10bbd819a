-- Every word about being texted, as it was said and by whom, by address: it outlives the person. No row is ever changed.
create table consent_records (
  team_id uuid not null references teams,
  id uuid not null,
  address text not null check (address <> ''),
  kind text not null check (kind in ('opted_out', 'came_back', 'ended', 'consented', 'seemed_to_ask', 'not_meant', 'too_many')),
  how text not null check (how in ('texted', 'provider', 'member', 'imported', 'form', 'paper', 'spoken')),
  -- What they texted, the provider's code, or why a member did it.
  words text,
  -- What they agreed to, as it was shown to them, and where the proof is.
  wording text,
  evidence text,
  line_id uuid,
  member_id uuid,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (team_id, id)
);
create index consent_records_of_address on consent_records (team_id, address, recorded_at);

insert into consent_records (team_id, id, address, kind, how, words, happened_at, recorded_at)
select team_id, id, address, 'opted_out', how, words, opted_out_at, opted_out_at from opt_outs
where ended_at is distinct from opted_out_at
union all
select team_id, gen_random_uuid(), address, 'came_back', 'texted', null, ended_at, ended_at from opt_outs
where ended_at is not null;

-- From here on this is how things stand; what was said stands in the records. Whoever has a member's name here was opted
-- out by a colleague.
alter table opt_outs add column member_id uuid;
alter table opt_outs add column line_id uuid;
alter table opt_outs drop constraint opt_outs_how_check;
alter table opt_outs add constraint opt_outs_how_check check (how in ('texted', 'provider', 'member', 'imported'));

-- Somebody seems to ask for no more texts, in words of their own: a member has to say whether they do.
create table stop_requests (
  team_id uuid not null references teams,
  id uuid not null,
  address text not null,
  message_id uuid not null,
  line_id uuid not null,
  words text not null,
  asked_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  primary key (team_id, id)
);
create unique index stop_requests_open on stop_requests (team_id, address) where settled_at is null;

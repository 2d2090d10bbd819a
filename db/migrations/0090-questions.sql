-- What a team asks again and again. What is asked, of whom and when stands in its versions; a round keeps the one that it
-- began with.
create table questions (
  team_id uuid not null,
  id uuid not null,
  version integer not null,
  -- The next date on which it is asked, and when that begins, which is in the earliest of its people's zones.
  next_date date,
  next_opens_at timestamptz,
  -- When that was planned: whoever's time was over by then is not asked in it.
  planned_at timestamptz not null,
  paused_at timestamptz,
  archived_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (team_id, id),
  foreign key (team_id) references teams (id),
  foreign key (team_id, created_by) references members (team_id, id)
);
create index questions_due on questions (next_opens_at)
  where next_opens_at is not null and paused_at is null and archived_at is null;

create table question_versions (
  team_id uuid not null,
  question_id uuid not null,
  version integer not null,
  name text not null check (length(name) between 1 and 100),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (team_id, question_id, version),
  foreign key (team_id, question_id) references questions (team_id, id),
  foreign key (team_id, changed_by) references members (team_id, id)
);

-- One asking of a question, on one date. While it is filling, those after `filled_to` have not been looked at.
create table rounds (
  team_id uuid not null,
  id uuid not null,
  question_id uuid not null,
  version integer not null,
  local_date date not null,
  state text not null check (state in ('filling', 'open', 'closed')),
  filled_to uuid,
  opened_at timestamptz not null,
  -- Set when somebody began it by hand: then all are asked at once.
  all_at timestamptz,
  closed_at timestamptz,
  primary key (team_id, id),
  unique (team_id, question_id, local_date),
  foreign key (team_id, question_id, version) references question_versions (team_id, question_id, version)
);
create index rounds_filling on rounds (opened_at) where state = 'filling';
create index rounds_open on rounds (team_id, id) where state = 'open';

-- What one person is asked in one round.
create table asks (
  team_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  conversation_id uuid not null,
  state text not null check (state in ('waiting', 'asked', 'answered', 'unclear', 'closed', 'skipped')),
  skipped_because text,
  -- Which of several questions is open, from 0.
  step smallint not null default 0,
  -- What tells it from another that is open: "A", "B".
  tag text,
  due_at timestamptz not null,
  -- Since when it has been put off, for another that is open, or because the question is paused.
  held_at timestamptz,
  asked_at timestamptz,
  closes_at timestamptz not null,
  -- How often they were reminded, and told that we did not understand.
  nudged smallint not null default 0,
  reasked smallint not null default 0,
  next_nudge_at timestamptz,
  -- Until when a text of theirs may be an answer to this.
  listens_until timestamptz,
  -- The answers that count now, by step.
  answers jsonb not null default '[]',
  answered_at timestamptz,
  state_at timestamptz not null,
  primary key (team_id, id),
  unique (team_id, round_id, person_id),
  foreign key (team_id, round_id) references rounds (team_id, id),
  foreign key (team_id, person_id) references people (team_id, id) on delete cascade,
  foreign key (team_id, conversation_id) references conversations (team_id, id) on delete cascade
);
create index asks_due on asks (due_at, conversation_id) where state = 'waiting';
create index asks_to_nudge on asks (next_nudge_at) where next_nudge_at is not null;
create index asks_to_close on asks (closes_at) where state in ('asked', 'unclear');
create index asks_listening on asks (team_id, conversation_id, listens_until) where listens_until is not null;
create index asks_under_way on asks (team_id, round_id, closes_at) where state in ('waiting', 'asked', 'unclear');
create index asks_of_person on asks (team_id, person_id, round_id);
create index asks_held on asks (team_id, conversation_id) where state = 'waiting' and held_at is not null;
create index asks_of_conversation on asks (team_id, conversation_id);

-- The texts that were sent for an ask.
create table ask_texts (
  team_id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  ask_id uuid not null,
  part text not null check (part in ('question', 'nudge', 'again', 'thanks', 'filled', 'rule')),
  step smallint not null,
  primary key (team_id, message_id),
  foreign key (team_id, conversation_id, message_id) references messages (team_id, conversation_id, id) on delete cascade,
  foreign key (team_id, ask_id) references asks (team_id, id) on delete cascade
);
create index ask_texts_of_ask on ask_texts (team_id, ask_id, message_id);
create index ask_texts_of_conversation on ask_texts (team_id, conversation_id, message_id);

-- Everything that has ever been an answer to a step of an ask; the newest that was not undone counts. Without a value it
-- says that there is none.
create table answers (
  team_id uuid not null,
  id uuid not null,
  ask_id uuid not null,
  step smallint not null,
  value jsonb,
  words text,
  span jsonb,
  sureness text,
  reason jsonb,
  conversation_id uuid,
  message_id uuid,
  -- The member who set it by hand; null when it was read from a text.
  set_by uuid,
  is_late boolean not null,
  set_at timestamptz not null,
  undone_at timestamptz,
  undone_by uuid,
  primary key (team_id, id),
  foreign key (team_id, ask_id) references asks (team_id, id) on delete cascade,
  foreign key (team_id, conversation_id, message_id) references messages (team_id, conversation_id, id) on delete cascade,
  foreign key (team_id, set_by) references members (team_id, id),
  foreign key (team_id, undone_by) references members (team_id, id),
  check ((message_id is null) = (conversation_id is null))
);
create index answers_of_ask on answers (team_id, ask_id, step, id);
create index answers_of_message on answers (team_id, message_id) where message_id is not null;

-- What a text of somebody who was asked was taken for, and why. Moved by hand, there is another; the newest counts.
create table reply_matches (
  team_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  -- Null when it belongs to none, or nobody can say to which.
  ask_id uuid,
  step smallint,
  outcome text not null check (outcome in ('answer', 'asked_again', 'needs_look', 'chat')),
  reason text not null,
  facts jsonb not null,
  is_late boolean not null default false,
  matched_by uuid,
  matched_at timestamptz not null,
  replaced_at timestamptz,
  -- When somebody, or a better answer, has made an end of it.
  settled_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id, conversation_id, message_id) references messages (team_id, conversation_id, id) on delete cascade,
  foreign key (team_id, ask_id) references asks (team_id, id) on delete cascade,
  foreign key (team_id, matched_by) references members (team_id, id)
);
create unique index reply_matches_of_message on reply_matches (team_id, message_id) where replaced_at is null;
create index reply_matches_of_ask on reply_matches (team_id, ask_id, id) where ask_id is not null;
create index reply_matches_to_look_at on reply_matches (team_id, id)
  where outcome = 'needs_look' and replaced_at is null and settled_at is null;

-- Words that a team has said what they mean, as an answer to one of its questions.
create table taught_phrases (
  team_id uuid not null,
  question_id uuid not null,
  step smallint not null,
  phrase text not null check (phrase <> ''),
  value jsonb not null,
  taught_by uuid not null,
  taught_at timestamptz not null,
  primary key (team_id, question_id, step, phrase),
  foreign key (team_id, question_id) references questions (team_id, id),
  foreign key (team_id, taught_by) references members (team_id, id)
);

-- A file of people on its way in. What is in it is kept as it came (import_blocks); what each row would do is in import_rows
-- before anything is done; done_to is how far whoever works on it has come, in places counted from 0.
create table imports (
  team_id uuid not null references teams,
  id uuid not null,
  member_id uuid not null,
  file_name text not null check (length(file_name) <= 200),
  state text not null check (
    state in ('uploading', 'matching', 'checking', 'checked', 'writing', 'stopped', 'written', 'undoing', 'undone')
  ),
  encoding text,
  delimiter text,
  has_header boolean not null default true,
  -- The first rows, for whoever matches the columns.
  head jsonb not null default '[]',
  -- The same for files with the same header.
  header_key text,
  places integer not null default 0,
  matching jsonb not null default '[]',
  defaults jsonb not null default '{}',
  counts jsonb not null default '{}',
  groups text[] not null default '{}',
  done_to integer not null default 0,
  -- How far it has been written: what is undone.
  written_to integer not null default 0,
  created_at timestamptz not null,
  checked_at timestamptz,
  written_at timestamptz,
  undone_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id, member_id) references members (team_id, id)
);
create unique index imports_under_way on imports (team_id) where state in ('writing', 'undoing');

-- Some hundred rows of the file each: of every row its line in the file, then its cells.
create table import_blocks (
  team_id uuid not null,
  import_id uuid not null,
  first_place integer not null,
  rows json not null,
  primary key (team_id, import_id, first_place),
  foreign key (team_id, import_id) references imports (team_id, id) on delete cascade
);

-- What a row does. It points to no import, which would be looked up for each: whoever removes an import removes these first.
create table import_rows (
  team_id uuid not null,
  import_id uuid not null,
  place integer not null,
  line integer not null,
  outcome text not null check (outcome in ('new', 'change', 'same', 'repeat', 'rejected')),
  reason text,
  -- The cell that is the reason; or the line of the row into which this one went.
  about text,
  person_id uuid,
  conversation_id uuid,
  name text,
  phones text[] not null default '{}',
  groups text[] not null default '{}',
  fields jsonb not null default '{}',
  time_zone text,
  opted_out_at timestamptz,
  -- Of what a change replaces, what was there.
  before jsonb,
  -- Why undoing the import left this person as they are.
  kept_because text,
  primary key (team_id, import_id, place)
);
create index import_rows_that_differ on import_rows (team_id, import_id, outcome, place) where outcome <> 'new';
create index import_rows_kept on import_rows (team_id, import_id, place) where kept_because is not null;

-- Which row of a file has a number first; all spellings are one by then.
create table import_numbers (
  team_id uuid not null,
  import_id uuid not null,
  address text not null,
  place integer not null,
  primary key (team_id, import_id, address)
);

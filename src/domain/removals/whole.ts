import { type RawBuilder, sql } from 'kysely';
import type { TeamScope, TeamTransaction } from '../floor.ts';
import { numbersOf, wordsOn } from '../people/people.ts';

type By = 'id' | 'person_id' | 'now_person_id' | 'conversation_id' | 'ask_id' | 'message_id';

interface Part {
  table: string;
  /** Which of its rows are somebody's: those that name them, their conversation, or what they were asked. */
  by: By | By[];
  /** What somebody else may have by then, or what is back with them; it stays theirs. */
  canBeTaken?: boolean;
}

/**
 * What goes with a person, in the order in which it can come back. Left out is what waits to leave, which does not come back,
 * and what is made anew from the rest: where their fields stand in the table, and their name in the search.
 */
const parts: Part[] = [
  { table: 'people', by: 'id' },
  ...(['phones', 'group_members', 'conversations', 'leaves', 'work_patterns', 'asks'] as const).map(
    (table): Part => ({ table, by: 'person_id' }),
  ),
  ...(
    ['messages', 'attempts', 'media', 'notes', 'unseen_mentions', 'drafts', 'read_marks', 'unread_marks'] as const
  ).map((table): Part => ({ table, by: 'conversation_id' })),
  // Of two who were one, the text that answers for one may be the other's: it goes with either.
  { table: 'ask_texts', by: ['conversation_id', 'ask_id'], canBeTaken: true },
  { table: 'reply_matches', by: ['conversation_id', 'ask_id'], canBeTaken: true },
  { table: 'answers', by: ['message_id', 'ask_id'], canBeTaken: true },
  { table: 'rule_runs', by: 'ask_id' },
  { table: 'quota_places', by: 'ask_id', canBeTaken: true },
  { table: 'broadcast_recipients', by: 'person_id', canBeTaken: true },
  { table: 'broadcast_replies', by: 'person_id' },
  { table: 'merges', by: 'now_person_id' },
  // Their places there say how old the texts are: told anew, they would be the newest.
  { table: 'search_texts', by: 'message_id', canBeTaken: true },
];

/** Nobody works under this name: what was being sent is in doubt when it comes back. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Notes of people who are about to go, and of whom everything is locked, all that goes with them. */
export async function keepWhole(tx: TeamTransaction, removalId: string, personIds: string[]): Promise<void> {
  const isTheirs = (table: string) => sql`one.team_id = ${tx.teamId}::uuid and one.${sql.ref(table)}`;
  const of: Record<By, RawBuilder<unknown>> = {
    id: sql`${isTheirs('id')} = gone.person_id`,
    person_id: sql`${isTheirs('person_id')} = gone.person_id`,
    now_person_id: sql`${isTheirs('now_person_id')} = gone.person_id`,
    conversation_id: sql`${isTheirs('conversation_id')} = talk.id`,
    ask_id: sql`${isTheirs('ask_id')} = any (array(select id from asks
      where asks.team_id = ${tx.teamId}::uuid and asks.person_id = gone.person_id))`,
    message_id: sql`${isTheirs('message_id')} = any (array(
      select id from messages where messages.team_id = ${tx.teamId}::uuid and messages.conversation_id = talk.id
      union all select id from notes where notes.team_id = ${tx.teamId}::uuid and notes.conversation_id = talk.id))`,
  };
  const row = (table: string) =>
    table === 'attempts'
      ? sql`to_jsonb(one) || case when outcome = 'sending' then ${JSON.stringify({ worker_id: nobody })}::jsonb else '{}' end`
      : sql`to_jsonb(one)`;
  const all = parts.map(
    ({ table, by }) =>
      sql`${sql.lit(table)}, (select coalesce(jsonb_agg(${row(table)}), '[]') from ${sql.table(table)} as one
        where ${sql.join(
          [by].flat().map((each) => of[each]),
          sql` or `,
        )})`,
  );
  const acts = sql`'acts', (
    select coalesce(jsonb_agg(jsonb_build_object('id', id, 'before', before, 'after', after)), '[]') from acts
    where acts.team_id = ${tx.teamId}::uuid and (before is not null or after is not null)
      and (acts.person_id = gone.person_id or acts.conversation_id = talk.id))`;
  const said = sql`'said', (select coalesce(jsonb_agg(to_jsonb(told)), '[]')
    from (${wordsOn(tx, sql`had.numbers`)}) as told)`;
  await sql`
    update removed_people as gone set became = 'removed', conversation_id = talk.id,
      text_ids = array(select id from messages
        where messages.team_id = ${tx.teamId}::uuid and conversation_id = talk.id and direction = 'outbound'),
      file_ids = array(select file_id from media where media.team_id = ${tx.teamId}::uuid and conversation_id = talk.id),
      rows = jsonb_build_object(${sql.join([...all, acts, said])}) || ${traces}
    from ${talks(tx)}
    where gone.team_id = ${tx.teamId}::uuid and gone.removal_id = ${removalId}::uuid
      and gone.person_id = any (${personIds}::uuid[])
      and talk.team_id = gone.team_id and talk.person_id = gone.person_id`.execute(tx.db);
}

/** Conversations (`talk`) with all numbers of whom they are with (`had`), which are looked for once. */
export const talks = (tx: TeamScope) => sql`conversations as talk cross join lateral (
  select array(${numbersOf(tx, sql`talk.person_id`, sql`talk.id`)}) as numbers offset 0) as had`;

/** By what somebody (`gone`, in one of `talks`) is found in what was kept of others: their numbers, and who they were. */
export const traces = sql`jsonb_build_object(
  'numbers', (select coalesce(jsonb_agg(jsonb_build_object('address', address)), '[]')
    from unnest(had.numbers) as each (address)),
  'were', (select jsonb_agg(jsonb_build_object('id', id)) from (select gone.person_id as id
    union all select other_person_id from merges
      where merges.team_id = gone.team_id and now_person_id = gone.person_id) as they))`;

/** Puts all of it back for people whose rows can come, into tables that may have got columns since. */
export async function putRowsBack(tx: TeamTransaction, removalId: string, personIds: string[]): Promise<void> {
  const theirs = sql`gone.team_id = ${tx.teamId}::uuid and gone.removal_id = ${removalId}::uuid
    and gone.person_id = any (${personIds}::uuid[])`;
  const { rows: told } = await sql<{ table: string; columns: string[] }>`
    select distinct on (part.key) part.key as table, array(select jsonb_object_keys(part.value -> 0)) as columns
    from removed_people as gone cross join lateral jsonb_each(gone.rows) as part
    where ${theirs} and jsonb_array_length(part.value) > 0`.execute(tx.db);
  const columnsOf = new Map(told.map(({ table, columns }) => [table, columns]));
  for (const { table, canBeTaken } of parts) {
    const columns = columnsOf.get(table);
    if (!columns) continue;
    await sql`
      insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))})
      select ${sql.join(columns.map((name) => (name === 'conversation_id' && whereNow[table]) || sql.ref(`one.${name}`)))}
      from removed_people as gone
      cross join lateral jsonb_populate_recordset(null::${sql.table(table)}, gone.rows -> ${table}) as one
      where ${theirs} ${stillThere[table] ?? sql``}
      ${canBeTaken ? sql`on conflict do nothing` : sql``}`.execute(tx.db);
  }
}

// The ask or the text of somebody else, with whom they once were one, may be gone by then, or the text in another thread.
const itsAsk = sql`and (one.ask_id is null or exists (
  select from asks where asks.team_id = one.team_id and asks.id = one.ask_id))`;
const itsThread = sql`(select conversation_id from messages
  where messages.team_id = one.team_id and messages.id = one.message_id)`;
const itsText = sql`and (one.message_id is null or ${itsThread} is not null)`;

const whereNow: Record<string, RawBuilder<unknown>> = {
  ask_texts: itsThread,
  reply_matches: itsThread,
  answers: itsThread,
};

/** What may be gone by then, so that a row has no place any more. */
const stillThere: Record<string, RawBuilder<unknown>> = {
  ask_texts: sql`${itsAsk} ${itsText}`,
  reply_matches: sql`${itsAsk} ${itsText}`,
  answers: sql`${itsAsk} ${itsText}`,
  group_members: sql`and exists (select from groups where groups.team_id = one.team_id and groups.id = one.group_id)`,
};

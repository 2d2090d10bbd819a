import { sql } from 'kysely';
import { listOf, listOfTexts } from '../../platform/statement.ts';
import type { TeamScope } from '../floor.ts';
import { isFailure } from '../message-status.ts';
import { blockSize, blocksOf, lexemesOf, signOf, type Told } from './lexemes.ts';

/** A text, or a note beside texts, as it is now; and where it stands in the index already. */
interface Row {
  id: string;
  conversation_id: string;
  /** Empty for a note that was taken out. */
  body: string;
  side: Told['side'];
  author_id: string | null;
  has_failed: boolean;
  has_picture: boolean;
  /** A number that is another when something of it that is searched for has changed. */
  made_of: number;
  block: number | null;
}

const messages = sql`select id, conversation_id, body, direction as side, sent_by as author_id,
  ${sql.raw(isFailure('status'))} as has_failed, jsonb_array_length(media) > 0 as has_picture from messages`;
const notes = sql`select id, conversation_id, case when deleted_at is null then body else '' end, 'note', member_id,
  false, false from notes`;

/** Of texts and notes by id those of which the index does not know how they are now; texts that are gone are left out. */
export async function readTexts({ teamId, db }: TeamScope, ids: string[]): Promise<Row[]> {
  const isWanted = sql`where team_id = ${teamId} and id = wanted.id`;
  const { rows } = await sql<Row>`
    select said.*, block from unnest(${listOf(ids)}::uuid[]) as wanted (id)
    cross join lateral (${messages} ${isWanted} union all ${notes} ${isWanted} offset 0) as text
    ${withPlace(teamId)}
    where block is null or known.made_of is distinct from said.made_of or known.conversation_id <> said.conversation_id
    order by said.id`.execute(db);
  return rows;
}

/** The newest texts and notes before an id, the newest first. */
export async function readTextsBefore({ teamId, db }: TeamScope, id: string, limit: number): Promise<Row[]> {
  const isWanted = sql`where team_id = ${teamId} and id < ${id} order by id desc limit ${limit}`;
  const { rows } = await sql<Row>`
    select said.*, block from (
      (${messages} ${isWanted}) union all (${notes} ${isWanted}) order by id desc limit ${limit}) as text
    ${withPlace(teamId)}
    order by said.id desc`.execute(db);
  return rows;
}

/** What each `text` is made of, in as many bits as a number has, and where it stands in the index, looked up by its key. */
const withPlace = (teamId: string) => sql`
  cross join lateral (
    select text.*, hashtextextended(body, has_failed::int + 2 * has_picture::int) >> 11 as made_of) as said
  left join lateral (select block, made_of, conversation_id from search_texts
    where team_id = ${teamId} and message_id = said.id offset 0) as known on true`;

/**
 * Writes texts into the index. Those that are in it stay where they are; the others get the next places, upwards from the
 * `used` ones, or downwards for what is older than all that is there.
 * @returns how many places are used now.
 */
export async function tellIndex(
  { teamId, db }: TeamScope,
  rows: Row[],
  used: number,
  direction: 'newer' | 'older',
): Promise<number> {
  const sign = signOf(teamId);
  let next = used;
  const told = rows.map((row) => {
    const fresh = row.block !== null ? 0 : direction === 'newer' ? next++ : -1 - next++;
    const block = row.block ?? Math.floor(fresh / blockSize);
    const words = wordsAt(sign, block, {
      conversationId: row.conversation_id,
      body: row.body,
      side: row.side,
      authorId: row.author_id,
      hasFailed: row.has_failed,
      hasPicture: row.has_picture,
    });
    return { ...row, block, words };
  });
  if (told.length === 0) return next;
  await sql`
    insert into search_texts (team_id, message_id, conversation_id, block, made_of, words)
    select ${teamId}::uuid, * from unnest(${listOf(told.map(({ id }) => id))}::uuid[],
      ${listOf(told.map((row) => row.conversation_id))}::uuid[], ${listOf(told.map(({ block }) => block))}::int[],
      ${listOf(told.map((row) => row.made_of))}::bigint[],
      ${listOfTexts(told.map(({ words }) => words))}::tsvector[])
    on conflict (team_id, message_id) do update set
      conversation_id = excluded.conversation_id, made_of = excluded.made_of, words = excluded.words`.execute(db);
  return next;
}

const wordsAt = (sign: string, block: number, text: Told) => `${lexemesOf(sign, text)} ${blocksOf(sign, block)}`;

/** What the index holds of a text in a place, counted from 0 for the oldest: its block, and its words as a `tsvector`. */
export function indexed(teamId: string, place: number, text: Told): { block: number; words: string } {
  const block = Math.floor(place / blockSize);
  return { block, words: wordsAt(signOf(teamId), block, text) };
}

import { type RawBuilder, sql } from 'kysely';
import { listOf, listOfTexts } from '../../platform/statement.ts';
import type { TeamScope } from '../floor.ts';
import { hasFailed, type Status } from '../message-status.ts';
import { blockSize, blocksOf, lexemesOf, signOf, type Told } from './lexemes.ts';

/** A text, or a note beside texts, as it is now; and where it stands in the index already. */
interface Row {
  id: string;
  conversation_id: string;
  body: string;
  side: Told['side'];
  author_id: string | null;
  status: string | null;
  has_picture: boolean;
  /** A note that was taken out. */
  is_gone: boolean;
  block: number | null;
}

const messages = sql`select team_id, id, conversation_id, body, direction as side, sent_by as author_id, status,
  jsonb_array_length(media) > 0 as has_picture, false as is_gone from messages`;
const notes = sql`select team_id, id, conversation_id, body, 'note', member_id, null, false, deleted_at is not null from notes`;

/** Texts and notes by id, as they are now; texts that are gone are left out. */
export async function readTexts({ teamId, db }: TeamScope, ids: string[]): Promise<Row[]> {
  const isWanted = sql`where team_id = ${teamId} and id = any (${ids}::uuid[])`;
  const rows = await placed(sql`${messages} ${isWanted} union all ${notes} ${isWanted}`).execute(db);
  return rows.rows;
}

/** The newest texts and notes before an id, the newest first. */
export async function readTextsBefore({ teamId, db }: TeamScope, id: string, limit: number): Promise<Row[]> {
  const isWanted = sql`where team_id = ${teamId} and id < ${id} order by id desc limit ${limit}`;
  const rows = await placed(
    sql`(${messages} ${isWanted}) union all (${notes} ${isWanted}) order by id desc limit ${limit}`,
  ).execute(db);
  return rows.rows.reverse();
}

/** With their places in the index, in the order of their ids. */
const placed = (wanted: RawBuilder<unknown>) => sql<Row>`
  select wanted.*, search_texts.block from (${wanted}) as wanted left join search_texts
  on search_texts.team_id = wanted.team_id and search_texts.message_id = wanted.id order by wanted.id`;

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
      body: row.is_gone ? '' : row.body,
      side: row.side,
      authorId: row.author_id,
      hasFailed: row.status !== null && hasFailed(row.status as Status),
      hasPicture: row.has_picture,
    });
    return { ...row, block, words };
  });
  if (told.length === 0) return next;
  await sql`
    insert into search_texts (team_id, message_id, conversation_id, block, words)
    select ${teamId}::uuid, * from unnest(${listOf(told.map(({ id }) => id))}::uuid[],
      ${listOf(told.map((row) => row.conversation_id))}::uuid[], ${listOf(told.map(({ block }) => block))}::int[],
      ${listOfTexts(told.map(({ words }) => words))}::tsvector[])
    on conflict (team_id, message_id) do update set words = excluded.words
      where search_texts.words is distinct from excluded.words`.execute(db);
  return next;
}

const wordsAt = (sign: string, block: number, text: Told) => `${lexemesOf(sign, text)} ${blocksOf(sign, block)}`;

/** What the index holds of a text in a place, counted from 0 for the oldest: its block, and its words as a `tsvector`. */
export function indexed(teamId: string, place: number, text: Told): { block: number; words: string } {
  const block = Math.floor(place / blockSize);
  return { block, words: wordsAt(signOf(teamId), block, text) };
}

import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { hasFailed, type Status } from '../message-status.ts';
import { blockSize, blocksOf, lexemesOf, signOf } from './lexemes.ts';

interface Row {
  id: string;
  conversation_id: string;
  body: string;
  direction: string;
  sent_by: string | null;
  status: string;
  has_picture: boolean;
  /** Where it stands already. */
  block: number | null;
}

const columns = sql`
  messages.id, messages.conversation_id, messages.body, messages.direction, messages.sent_by, messages.status,
  jsonb_array_length(messages.media) > 0 as has_picture, search_texts.block`;

const placed = sql`messages left join search_texts
  on search_texts.team_id = messages.team_id and search_texts.message_id = messages.id`;

/** Texts by id, as they are now; those that are gone are left out. */
export async function readTexts({ teamId, db }: TeamScope, ids: string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`select ${columns} from ${placed}
    where messages.team_id = ${teamId} and messages.id = any (${ids}::uuid[]) order by messages.id`.execute(db);
  return rows;
}

/** The newest texts before one. */
export async function readTextsBefore({ teamId, db }: TeamScope, id: string, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`select ${columns} from ${placed}
    where messages.team_id = ${teamId} and messages.id < ${id} order by messages.id desc limit ${limit}`.execute(db);
  return rows;
}

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
    const place = row.block === null ? next++ : null;
    const fresh = place === null ? null : direction === 'newer' ? place : -1 - place;
    const block = row.block ?? Math.floor((fresh as number) / blockSize);
    const words = lexemesOf(sign, {
      conversationId: row.conversation_id,
      body: row.body,
      isInbound: row.direction === 'inbound',
      authorId: row.sent_by,
      hasFailed: hasFailed(row.status as Status),
      hasPicture: row.has_picture,
    });
    return { ...row, block, words: `${words} ${blocksOf(sign, block)}` };
  });
  if (told.length === 0) return next;
  await sql`
    insert into search_texts (team_id, message_id, conversation_id, block, words)
    select ${teamId}::uuid, * from unnest(${told.map(({ id }) => id)}::uuid[],
      ${told.map(({ conversation_id }) => conversation_id)}::uuid[], ${told.map(({ block }) => block)}::int[],
      ${told.map(({ words }) => words)}::text[]::tsvector[])
    on conflict (team_id, message_id) do update set words = excluded.words
      where search_texts.words is distinct from excluded.words`.execute(db);
  return next;
}

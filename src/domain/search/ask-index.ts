import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { anyOf, asked, levels, lexemes } from './lexemes.ts';
import type { Plan } from './plan.ts';

/** Where a page ends: newest first is by block, then by id. */
export interface Place {
  block: number;
  id: string;
}

interface Window {
  /** Two blocks of this level; beyond the last level everything. */
  level: number;
  from: Place;
  /** The oldest block of it. */
  lowest: number;
  /** Whether the index is asked for the beginning of a word. */
  isGathered: boolean;
  limit: number;
}

interface Asked {
  /** How many rows were read because the index said so. */
  candidates: number;
  /** In how many rows of the window a word begins so, where all of it was read. */
  beginnings: number | null;
  rows: Place[];
}

/** The newest rows of a window that fit. */
export async function askIndex({ teamId, db }: TeamScope, plan: Plan, window: Window): Promise<Asked> {
  const { level, from, lowest, isGathered, limit } = window;
  const { before, from: since, beginning } = plan;
  // A beginning is read from all rows of the newest blocks, and so is how common it is.
  const isRead = beginning !== null && level === 0;
  const blocks = blocksOf(plan.sign, level, from.block);
  const indexed = isRead ? blocks : [...blocks, ...plan.parts, ...(beginning && isGathered ? [beginning] : [])];
  const fits = isRead ? plan.parts : [];
  const begins = beginning !== null && !(isGathered && level > 0) ? [beginning] : [];
  // Each by itself: so the index skips to where the others stand. In one query it reads all texts of the rarest first.
  const isIn = (part: string) => sql`words @@ ${part}::tsquery`;
  const has = (parts: string[]) => (parts.length > 0 ? sql.join(parts.map(isIn), sql` and `) : sql`true`);
  const conditions = [
    sql`fits and begins and are_rows`,
    sql`(block, message_id) < (${from.block}::int, ${from.id}::uuid)`,
    sql`block >= ${lowest}::int`,
    ...(before ? [sql`message_id < ${before}`] : []),
    ...(since ? [sql`message_id >= ${since}`] : []),
    ...plan.conditions,
  ];
  const { rows } = await sql<{ candidates: number; beginnings: number; found: Place[] }>`
    with hits as materialized (
      select message_id, conversation_id, block, ${has(fits)} as fits, ${has(begins)} as begins, ${has(plan.rows)} as are_rows
      from search_texts where team_id = ${teamId} and ${has(indexed)}),
    found as (
      select block, message_id as id from hits where ${sql.join(conditions, sql` and `)}
      order by block desc, message_id desc limit ${limit})
    select count(*) filter (where fits)::int as candidates, count(*) filter (where begins)::int as beginnings,
      coalesce((select json_agg(found) from found), '[]') as found
    from hits`.execute(db);
  const [row] = rows;
  return {
    candidates: row?.candidates ?? 0,
    beginnings: isRead ? (row?.beginnings ?? 0) : null,
    rows: row?.found ?? [],
  };
}

function blocksOf(sign: string, level: number, block: number): string[] {
  const size = levels[level];
  if (size === undefined) return [];
  const newest = Math.floor(block / size);
  return [anyOf([newest, newest - 1].map((number) => asked(lexemes.block(sign, level, number))))];
}

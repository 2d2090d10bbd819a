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
  /** Whether the index is asked for the beginning of a word; null as long as nobody knows how common it is. */
  isGathered: boolean | null;
  limit: number;
}

interface Asked {
  /** How many rows fit, but for the beginning. */
  candidates: number;
  /** In how many of the rows that were read a word begins so. */
  beginnings: number;
  rows: Place[];
}

/** The newest rows of a window that fit. */
export async function askIndex({ teamId, db }: TeamScope, plan: Plan, window: Window): Promise<Asked> {
  const { level, from, lowest, isGathered, limit } = window;
  const { before, from: since, beginning } = plan;
  // How common a beginning is shows in all rows of the newest blocks. In so few it is not worth gathering.
  const isRead = isGathered === null;
  const gathers = isGathered && level > 0;
  const begun = beginning === null ? [] : [beginning];
  const blocks = blocksOf(plan.sign, level, from.block);
  const indexed = isRead ? blocks : [...blocks, ...plan.parts, ...(gathers ? begun : [])];
  const fits = isRead ? plan.parts : [];
  const begins = gathers ? [] : begun;
  // Each by itself: so the index skips to where the others stand. In one query it reads all texts of the rarest first. What
  // the planner cannot see it does not weigh against reading the whole table, which it holds for cheaper than it is.
  const isIn = (part: string) => sql`words @@ (select ${part}::tsquery)`;
  const has = (parts: string[]) => (parts.length > 0 ? sql.join(parts.map(isIn), sql` and `) : sql`true`);
  const conditions = [
    sql`fits and begins and are_rows`,
    sql`(block, message_id) < (${from.block}::int, ${from.id}::uuid)`,
    sql`block >= ${lowest}::int`,
    ...(before ? [sql`message_id < ${before}`] : []),
    ...(since ? [sql`message_id >= ${since}`] : []),
    ...plan.conditions,
  ];
  const { rows } = await sql<Asked>`
    with hits as materialized (
      select message_id, conversation_id, block, ${has(fits)} as fits, ${has(begins)} as begins, ${has(plan.rows)} as are_rows
      from search_texts where team_id = ${teamId} and ${has(indexed)}),
    found as (
      select block, message_id as id from hits where ${sql.join(conditions, sql` and `)}
      order by block desc, message_id desc limit ${limit})
    select count(*) filter (where fits)::int as candidates, count(*) filter (where begins)::int as beginnings,
      coalesce((select json_agg(found) from found), '[]') as rows
    from hits`.execute(db);
  return rows[0] as Asked;
}

function blocksOf(sign: string, level: number, block: number): string[] {
  const size = levels[level];
  if (size === undefined) return [];
  const newest = Math.floor(block / size);
  return [anyOf([newest, newest - 1].map((number) => asked(lexemes.block(sign, level, number))))];
}

import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { allOf, anyOf, asked, blockSize, levels, lexemes } from './lexemes.ts';
import type { Plan } from './plan.ts';

/** Where a page ends: newest first is by block, then by id. */
export interface Place {
  block: number;
  id: string;
}

export interface Found {
  places: Place[];
  /** Where the next page begins; null at the end. With fewer places than were wanted, the search took long and stopped there. */
  next: Place | null;
}

/** More rows than these are not read for one page, if fewer will do. */
const fewRows = 4000;
const manyRows = 40_000;
/** After this (ms) a page is given as it is, and the next goes on from there. */
const patienceMs = 200;

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const firstId = '00000000-0000-0000-0000-000000000000';

/**
 * Finds the newest texts that fit. A common word is looked for in the newest blocks alone, and a rare one in all at once: how
 * common it is shows in the newest. So neither depends on how many texts there are.
 */
export async function look(scope: TeamScope, plan: Plan, after: Place | null, limit: number): Promise<Found> {
  const bounds = plan.isHopeless ? null : await boundsOf(scope, plan);
  if (!bounds) return { places: [], next: null };
  const until = performance.now() + patienceMs;
  const places: Place[] = [];
  let from: Place = after && after.block <= bounds.top ? after : { block: bounds.top, id: lastId };
  for (let level = 0; from.block >= bounds.bottom; ) {
    const lowest = Math.max(lowestOf(level, from.block), bounds.bottom);
    const { candidates, rows } = await ask(scope, plan, { level, from, lowest, limit: limit + 1 - places.length });
    const isOver = lowest === bounds.bottom;
    const wider =
      isOver || places.length + rows.length > limit ? level : widerThan(level, candidates, from.block, bounds);
    if (wider > level) {
      level = wider;
      continue;
    }
    places.push(...rows);
    if (places.length > limit) return { places: places.slice(0, limit), next: places[limit - 1] ?? null };
    from = { block: lowest - 1, id: lastId };
    if (!isOver && performance.now() > until) return { places, next: { block: lowest, id: firstId } };
  }
  return { places, next: null };
}

/** The oldest block of the window that is looked at from here, whose level beyond the last is everything. */
function lowestOf(level: number, block: number): number {
  const size = levels[level];
  return size === undefined ? Number.NEGATIVE_INFINITY : (Math.floor(block / size) - 1) * size;
}

/** The widest window in which there cannot be too many rows, as far as this one tells; this one's level if there is none. */
function widerThan(level: number, candidates: number, block: number, { bottom }: Bounds): number {
  const width = (of: number) => block + 1 - Math.max(lowestOf(of, block), bottom);
  const expected = (of: number) => ((candidates + 1) * width(of)) / width(level);
  for (let of = levels.length; of > level; of--) if (expected(of) <= fewRows) return of;
  return level < levels.length && expected(level + 1) <= manyRows ? level + 1 : level;
}

interface Bounds {
  top: number;
  bottom: number;
}

/** The blocks that there are, and of them those between which the dates lie; null when there are none. */
async function boundsOf({ teamId, db }: TeamScope, { before, from }: Plan): Promise<Bounds | null> {
  const { rows } = await sql<{ top: number; bottom: number; newest: number | null; oldest: number | null }>`
    select floor(newer::numeric / ${blockSize})::int as top, floor(-older::numeric / ${blockSize})::int as bottom,
      (select block from search_texts where team_id = ${teamId} and message_id < ${before ?? lastId}
        and ${before !== null} order by message_id desc limit 1) as newest,
      (select block from search_texts where team_id = ${teamId} and message_id >= ${from ?? firstId}
        and ${from !== null} order by message_id limit 1) as oldest
    from search_progress where team_id = ${teamId}`.execute(db);
  const [row] = rows;
  if (!row || (before && row.newest === null) || (from && row.oldest === null)) return null;
  // Texts that came in at the same time may stand a block apart.
  const top = row.newest === null ? row.top : Math.min(row.top, row.newest + 1);
  const bottom = row.oldest === null ? row.bottom : Math.max(row.bottom, row.oldest - 1);
  return { top, bottom };
}

async function ask(
  { teamId, db }: TeamScope,
  plan: Plan,
  { level, from, lowest, limit }: { level: number; from: Place; lowest: number; limit: number },
): Promise<{ candidates: number; rows: Place[] }> {
  const { sign, before, from: since } = plan;
  const size = levels[level];
  // In the newest blocks what begins with some letters is read from the rows: the index would first gather all of it.
  const isNarrow = level === 0;
  const window =
    size === undefined
      ? []
      : [anyOf([0, 1].map((step) => asked(lexemes.block(sign, level, Math.floor(from.block / size) - step))))];
  const parts = [...window, ...plan.parts, ...(isNarrow ? [] : plan.later)];
  const narrowed =
    isNarrow && plan.later.length > 0 ? sql`and coalesce(words @@ ${allOf(plan.later)}::tsquery, false)` : sql``;
  const indexed = parts.length > 0 ? sql`and words @@ ${allOf(parts)}::tsquery` : sql``;
  const conditions = [
    ...(before ? [sql`hits.message_id < ${before}`] : []),
    ...(since ? [sql`hits.message_id >= ${since}`] : []),
    ...plan.conditions,
  ].map((condition) => sql`and ${condition}`);
  const { rows } = await sql<{ candidates: number; found: Place[] }>`
    with hits as materialized (
      select message_id, conversation_id, block from search_texts
      where team_id = ${teamId} ${indexed} ${narrowed}),
    found as (
      select block, message_id as id from hits
      where (block, message_id) < (${from.block}::int, ${from.id}::uuid) and block >= ${lowest}::int ${sql.join(conditions, sql` `)}
      order by block desc, message_id desc limit ${limit})
    select (select count(*)::int from hits) as candidates, coalesce((select json_agg(found) from found), '[]') as found`.execute(
    db,
  );
  return { candidates: rows[0]?.candidates ?? 0, rows: rows[0]?.found ?? [] };
}

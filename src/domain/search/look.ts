import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { askIndex, type Place } from './ask-index.ts';
import { blockSize, levels } from './lexemes.ts';
import type { Plan } from './plan.ts';

export interface Found {
  places: Place[];
  /** Where the next page begins; null at the end. With fewer places than were wanted, the search took long and stopped there. */
  next: Place | null;
}

/** More rows than these are not read for one page, if fewer will do. */
const fewRows = 200;
const manyRows = 40_000;
const fewWindows = 6;
/** Of so many texts a word's beginning is gathered by the index; of more it is read from the rows that else fit. */
const mostGathered = 100_000;
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
  let isGathered = plan.beginning === null ? false : null;
  for (let level = 0; from.block >= bounds.bottom; ) {
    const lowest = Math.max(lowestOf(level, from.block), bounds.bottom);
    const window = { level, from, lowest, isGathered, limit: limit + 1 - places.length };
    const { candidates, beginnings, rows } = await askIndex(scope, plan, window);
    const isOver = lowest === bounds.bottom;
    const isFull = rows.length === window.limit;
    if (isGathered === null) {
      const share = (beginnings + 1) / ((from.block + 1 - lowest) * blockSize);
      isGathered = share * (bounds.all + 1) * blockSize <= mostGathered;
    }
    const expected = isGathered ? Math.min(candidates, beginnings) : candidates;
    // A few more windows like this one have fewer rows than the next wider.
    const isNearly = rows.length * fewWindows >= window.limit;
    const wider = isOver || isFull || isNearly ? level : widerThan(level, expected, from.block, bounds);
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
  /** How many blocks there are, whatever the dates. */
  all: number;
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
  return { top, bottom, all: row.top - row.bottom + 1 };
}

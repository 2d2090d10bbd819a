import type { Floor } from '../domain/floor.ts';
import { keepCounts } from '../domain/insights/insights.ts';
import { later } from '../platform/queue.ts';

/** Whoever looks has the rest counted: this keeps it little, and is far from the days after which changes are forgotten. */
const everyMs = 5 * 60_000;

/** Puts the counting off; there is one for all processes. */
export async function countLater(floor: Floor): Promise<void> {
  await later(floor.db, 'count-texts', {}, { key: 'count-texts', afterMs: everyMs });
}

/** Counts what has become of texts since the last time, and comes again. */
export async function countTexts(floor: Floor): Promise<void> {
  await keepCounts(floor);
  await countLater(floor);
}

import type { Insights } from '../../api.ts';

/** How many texts there were, whatever became of them. */
export const sumOf = (counts: Insights['total']): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

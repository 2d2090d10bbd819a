export { outcomes, speedBounds } from './buckets.ts';
export { keepCounts } from './keep-counts.ts';
export { listTexts } from './list-texts.ts';
export type { Range } from './range.ts';
export { readInsights } from './read-insights.ts';

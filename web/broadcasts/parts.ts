import type { Progress } from './content.ts';

/** Where somebody of a broadcast can be, in the order in which the bar and the list have them. */
export const places = [
  'delivered',
  'sent',
  'sending',
  'unknown',
  'queued',
  'waiting',
  'failed',
  'canceled',
  'left',
] as const;
export type Place = (typeof places)[number];

export interface Part {
  place: Place;
  count: number;
}

/** All parts in which somebody is; together they are everybody who was chosen. */
export function partsOf(progress: Progress): Part[] {
  const left = progress.left.reduce((sum, { count }) => sum + count, 0);
  return places
    .map((place) => ({ place, count: place === 'left' ? left : progress[place] }))
    .filter(({ count }) => count > 0);
}

/** For how many a text has left, or is leaving. */
export function haveLeft(progress: Progress): number {
  return progress.delivered + progress.sent + progress.sending + progress.unknown + progress.failed;
}

/** For how many nothing has left that still may. */
export function mayStillLeave({ waiting, queued }: Progress): number {
  return waiting + queued;
}

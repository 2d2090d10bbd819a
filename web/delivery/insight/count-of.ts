import type { Insights } from '../../api.ts';
import type { Bucket } from './search.ts';
import { sumOf } from './sum-of.ts';

/** How many texts are in a bucket; null for one of which the page shows no number. */
export function countOf({ total, days, hours, reasons, speeds }: Insights, bucket: Bucket): number | null {
  const { outcome, day, hour, reason, speed } = bucket;
  const given = [day, hour, reason, speed].filter((value) => value !== undefined).length;
  if (given > 1 || (outcome && (reason ?? speed) !== undefined)) return null;
  if (reason !== undefined) return reasons.find(({ message }) => message === reason)?.texts ?? 0;
  if (speed !== undefined) return speeds.find((each) => each.speed === speed)?.texts ?? 0;
  const counts =
    day === undefined && hour === undefined
      ? total
      : (days.find((each) => each.day === day) ?? hours.find((each) => each.hour === hour))?.counts;
  if (!counts) return 0;
  return outcome ? counts[outcome] : sumOf(counts);
}

import { afterQuiet, type QuietHours } from './quiet-hours.ts';

/** So many minutes after the ask, and again after each nudge, at most `most` times. */
export interface Nudges {
  afterMinutes: number;
  most: number;
}

/**
 * The instants of the nudges to a person in `timeZone` who stays silent: after the ask, before it closes, in order. One that
 * would fall into their quiet hours comes when these end, and the next counts from there: two never come together.
 */
export function nudgesAt(
  nudges: Nudges,
  ask: { askedAt: Temporal.Instant; closesAt: Temporal.Instant },
  timeZone: string,
  quiet?: QuietHours,
): Temporal.Instant[] {
  const found: Temporal.Instant[] = [];
  let at = ask.askedAt;
  while (found.length < nudges.most) {
    at = at.add({ minutes: nudges.afterMinutes });
    if (quiet) at = afterQuiet(quiet, at, timeZone);
    if (Temporal.Instant.compare(at, ask.closesAt) >= 0) break;
    found.push(at);
  }
  return found;
}

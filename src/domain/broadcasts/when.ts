import { invalid } from '../../platform/errors.ts';
import type { SendAt } from './broadcast.ts';

/** For how long nothing leaves, so that whoever has pressed the button can think better of it. */
export const holdMs = 30_000;

/** Under this name is kept when it leaves for whoever's zone is another by then: at the team's time. */
export const home = 'home';

/** And under this one when it came back with a backup before all were put down: nobody knows who of those due by then has it. */
export const restored = 'restored';

const mostAheadMs = 366 * 24 * 3_600_000;

/**
 * When a broadcast leaves in a zone; whoever's time is over is not made to wait for it. A time that the clocks leave out
 * is as much later, one that they show twice is its first.
 */
export function dueIn(timeZone: string, sendAt: SendAt, notBefore: Date): Date {
  const instant = instantIn(timeZone, sendAt);
  return new Date(Math.max(instant?.epochMilliseconds ?? 0, notBefore.getTime()));
}

function instantIn(timeZone: string, sendAt: SendAt): Temporal.Instant | null {
  if (!sendAt) return null;
  if ('at' in sendAt) return Temporal.Instant.from(sendAt.at);
  return Temporal.PlainDateTime.from(`${sendAt.localDate}T${sendAt.localTime}`).toZonedDateTime(timeZone).toInstant();
}

/** A request may have been slow, or repeated. */
const mostPastMs = 5 * 60_000;

/**
 * Turns away a time that is over in all of these zones, or far ahead.
 * @throws AppError `invalid`.
 */
export function mustBeAhead(sendAt: SendAt, zones: string[], now: Date): void {
  if (!sendAt) return;
  const instants = zones.map((zone) => instantIn(zone, sendAt)?.epochMilliseconds ?? 0);
  const aheadMs = Math.max(...instants) - now.getTime();
  if (aheadMs > mostAheadMs) throw invalid({ sendAt: 'This is more than a year ahead. Choose an earlier time.' });
  if (aheadMs < -mostPastMs) throw invalid({ sendAt: 'This time is over. Choose one that is still to come.' });
}

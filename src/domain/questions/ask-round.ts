import type { Floor } from '../floor.ts';
import { askDue } from './ask-due.ts';
import { closeDue } from './close-due.ts';
import { fillRounds } from './fill-rounds.ts';
import { nudgeDue } from './nudge-due.ts';
import { openRounds } from './open-round.ts';
import { silenceDue } from './silence-due.ts';

/**
 * Does a little of all that is due, in every team: begins rounds, closes, asks, reminds. Safe to break off anywhere, and to
 * do at the same time elsewhere: whoever goes on finds what is left.
 * @returns whether there is more to do at once.
 */
export async function askRound(floor: Floor): Promise<boolean> {
  await openRounds(floor);
  const isFilling = await fillRounds(floor);
  // Before anybody is asked anew: what is over is not open beside it.
  const isClosing = await closeDue(floor);
  const isAsking = await askDue(floor);
  const isNudging = await nudgeDue(floor);
  const isLooking = await silenceDue(floor);
  return isFilling || isAsking || isNudging || isLooking || isClosing;
}

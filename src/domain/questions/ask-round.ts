import { type Turns, untilOneFails } from '../../platform/turns.ts';
import type { Floor } from '../floor.ts';
import { askDue } from './ask-due.ts';
import { closeDue } from './close-due.ts';
import { fillRounds } from './fill-rounds.ts';
import { nudgeDue } from './nudge-due.ts';
import { openRounds } from './open-round.ts';
import { silenceDue } from './silence-due.ts';

/**
 * Does a little of all that is due, in every team: begins rounds, closes, asks, reminds. Safe to break off anywhere, and to
 * do at the same time elsewhere: whoever goes on finds what is left. With `turns` what fails keeps nothing else from its
 * own.
 * @returns whether there is more to do at once.
 */
export async function askRound(floor: Floor, turns = (_work: string): Turns => untilOneFails): Promise<boolean> {
  await openRounds(floor, turns('begin'));
  const isFilling = await fillRounds(floor, turns('fill'));
  // Before anybody is asked anew: what is over is not open beside it.
  const isClosing = await closeDue(floor, turns('close'));
  const isAsking = await askDue(floor, turns('ask'));
  const isNudging = await nudgeDue(floor, turns('remind'));
  const isLooking = await silenceDue(floor, turns('silence'));
  return isFilling || isAsking || isNudging || isLooking || isClosing;
}

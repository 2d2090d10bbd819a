import { type Turns, untilOneFails } from '../../platform/turns.ts';
import type { Floor } from '../floor.ts';
import { feed } from './feed.ts';
import { finish } from './finish.ts';
import { keepOff } from './keep-off.ts';
import { putDown } from './put-down.ts';
import { followReplies } from './replies.ts';

/**
 * Does a little of all that is due for broadcasts, in every team: keeps what rests off the queue, puts down who gets them,
 * writes their texts, finds what is replied. Safe to break off anywhere, and to do at the same time elsewhere: whoever goes on finds what is left. With
 * `turns` what fails keeps nothing else from its own.
 * @returns whether there is more to do at once.
 */
export async function sendRound(floor: Floor, turns = (_work: string): Turns => untilOneFails): Promise<boolean> {
  await keepOff(floor, turns('keep off'));
  const isFilling = await putDown(floor, turns('put down'));
  const isFeeding = await feed(floor, turns('feed'));
  await finish(floor, turns('finish'));
  const isFollowing = await followReplies(floor, turns('follow'));
  return isFilling || isFeeding || isFollowing;
}

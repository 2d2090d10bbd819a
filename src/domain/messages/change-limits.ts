import { inTransaction } from '../floor.ts';
import { change, type Limits, mustStayCounted } from '../limits/limits.ts';
import { setPrice as setOnLine } from '../lines/lines.ts';
import type { Member } from '../teams/teams.ts';
import { letGoHeld } from './hold-back.ts';
import { warnThoseInCharge } from './warn.ts';

/**
 * Sets the team's limits, and lets go what waits because of those of before.
 * @throws as `change` of the limits.
 */
export async function changeLimits(member: Member, limits: Limits, read?: number): Promise<void> {
  await inTransaction(member, async (tx) => {
    const before = await change(tx, limits, read);
    // Less may be allowed than is spent.
    await warnThoseInCharge(tx);
    await letGoHeld(tx, hoursOf(before) === hoursOf(limits) ? 'limits' : 'hours');
  });
}

const hoursOf = ({ hours: { opens, closes }, keepsHours, questionsKeepHours }: Limits) =>
  [opens, closes, keepsHours, questionsKeepHours].join();

/**
 * Says what a segment costs over a line, null when nobody knows, and lets go what waits because of the price of before.
 * @throws as `setPrice` of a line, and `invalid` when the month's limit could not be counted any more.
 */
export async function setPrice(
  member: Member,
  lineId: string,
  price: { amount: number; currency: string } | null,
): Promise<void> {
  await inTransaction(member, async (tx) => {
    await setOnLine(tx, lineId, price);
    await mustStayCounted(tx, lineId);
    await letGoHeld(tx, 'money');
  });
}

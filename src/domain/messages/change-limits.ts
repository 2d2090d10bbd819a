import { inTransaction } from '../floor.ts';
import { change, type Limits } from '../limits/limits.ts';
import type { Member } from '../teams/teams.ts';
import { letGo } from './hold-back.ts';

/**
 * Sets the team's limits, and lets go what waits because of those of before.
 * @throws AppError `forbidden` for members, `invalid` with a sentence for every wrong field.
 */
export async function changeLimits(member: Member, limits: Limits): Promise<void> {
  await inTransaction(member, async (tx) => {
    await change(tx, limits);
    await letGo(tx);
  });
}

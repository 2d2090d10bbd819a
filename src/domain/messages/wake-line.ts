import { later } from '../../platform/queue.ts';
import type { TeamScope } from '../floor.ts';

/**
 * Sees to it that a line's texts go out, now or at a time. One drain per line at a time: that keeps the texts of a
 * conversation in order. Call it in the transaction that makes the work.
 */
export async function wakeLine(tx: TeamScope, lineId: string, at?: Date): Promise<void> {
  const queue = `line:${lineId}`;
  // Without a time, many wake-ups are one. With one they are not: a later time must not put off an earlier.
  await later(
    tx.db,
    'drain-line',
    { teamId: tx.teamId, lineId },
    at ? { queue, runAt: at } : { queue, key: `drain:${lineId}` },
  );
}

import { later } from '../../platform/queue.ts';
import type { TeamScope } from '../floor.ts';

/**
 * Has a line's queue looked at now. Many wake-ups are one, and one drain runs at a time. Only the drain itself knows
 * when it must look again, and sets the line's one alarm. A patient one lets other lines go first: it has had its turn,
 * or has nothing that anybody waits for.
 */
export async function wakeLine(scope: TeamScope, lineId: string, { isPatient = false } = {}): Promise<void> {
  await later(
    scope.db,
    'drain-line',
    { teamId: scope.teamId, lineId },
    { queue: queueOf(lineId), key: `drain:${lineId}`, isPatient },
  );
}

/** Has a line's queue looked at again after a while; the last time set is the one that counts. */
export async function setAlarm(scope: TeamScope, lineId: string, afterMs: number): Promise<void> {
  const plan = { queue: queueOf(lineId), key: `alarm:${lineId}`, afterMs };
  await later(scope.db, 'drain-line', { teamId: scope.teamId, lineId }, plan);
}

/** The same, beside the other one: it does not move that. */
export async function setSecondAlarm(scope: TeamScope, lineId: string, afterMs: number): Promise<void> {
  const plan = { queue: queueOf(lineId), key: `again:${lineId}`, afterMs };
  await later(scope.db, 'drain-line', { teamId: scope.teamId, lineId }, plan);
}

const queueOf = (lineId: string) => `line:${lineId}`;

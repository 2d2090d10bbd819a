import { later } from '../../platform/queue.ts';
import type { TeamScope } from '../floor.ts';

/** How often a line is compared with its company's books while nothing is amiss. */
const everyMs = 5 * 60_000;

/** Three lines at a time in all: a company that does not answer must not keep the workers from sending. */
const queueOf = (lineId: string) => `gaps:${Number.parseInt(lineId.slice(-1), 16) % 3}`;

/** Has a line compared with its company's books soon: it may have been cut off. */
export async function compareSoon(scope: TeamScope, lineId: string, inSeconds = 0): Promise<void> {
  const plan = { queue: queueOf(lineId), key: `gap:${lineId}`, afterMs: inSeconds * 1000 };
  await later(scope.db, 'fill-gap', { teamId: scope.teamId, lineId, isRoutine: false }, plan);
}

/** Has a line compared with its company's books a while from now. Each such look asks for the next. */
export async function compareRoutinely(scope: TeamScope, lineId: string): Promise<void> {
  const plan = { queue: queueOf(lineId), key: `gaps:${lineId}`, afterMs: everyMs };
  await later(scope.db, 'fill-gap', { teamId: scope.teamId, lineId, isRoutine: true }, plan);
}

import type { Floor } from '../domain/floor.ts';
import { goOn } from '../domain/removals/removals.ts';
import { later } from '../platform/queue.ts';

/** Goes on with a removal until it is done; whoever has to stop leaves the rest to the next. */
export async function goOnRemoving(
  floor: Floor,
  { teamId, removalId }: { teamId: string; removalId: string },
  isStopping: () => boolean,
): Promise<void> {
  while (await goOn({ ...floor, teamId }, removalId)) {
    if (isStopping()) return later(floor.db, 'remove-people', { teamId, removalId });
  }
}

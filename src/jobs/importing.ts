import type { Floor } from '../domain/floor.ts';
import { goOn } from '../domain/imports/imports.ts';
import { later } from '../platform/queue.ts';

/** Goes on with an import until it is done; whoever has to stop leaves the rest to the next. */
export async function goOnImporting(
  floor: Floor,
  { teamId, importId }: { teamId: string; importId: string },
  isStopping: () => boolean,
): Promise<void> {
  while (await goOn({ ...floor, teamId }, importId)) {
    if (isStopping()) return later(floor.db, 'import', { teamId, importId });
  }
}

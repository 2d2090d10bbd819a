import type { MediaStore } from '../../platform/media-store.ts';
import type { TeamScope } from '../floor.ts';
import { withoutMedia } from './media.ts';

/**
 * Removes the files that belong to no text any more, and wait for none, or were never whole, as far as they are on this machine.
 * @returns how many went.
 */
export async function sweepMedia(scope: TeamScope, store: MediaStore): Promise<number> {
  let gone = await store.removeDrafts(scope.teamId);
  for await (const ids of store.list(scope.teamId)) {
    for (const id of await withoutMedia(scope, ids)) {
      await store.remove(scope.teamId, id);
      gone++;
    }
  }
  return gone;
}

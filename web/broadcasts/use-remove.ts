import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { api, ask, Refused } from '../api.ts';
import { deadline } from '../deadline.ts';
import { meQuery } from '../queries.ts';
import { actFailed, didAct } from '../ui/undo.ts';
import { type Broadcast, draftOf } from './content.ts';
import { throwAway } from './editor/unsettled.ts';
import { useBroadcastWords } from './words.ts';

/** Throws a draft away; taken back, there is one like it again. Answers whether it is gone. */
export function useRemove(): (draft: Broadcast) => Promise<boolean> {
  const { removed } = useBroadcastWords();
  const client = useQueryClient();
  const { id: memberId } = useSuspenseQuery(meQuery).data;
  const refresh = () => client.invalidateQueries({ queryKey: ['broadcasts', 'list'] });
  return async (draft) => {
    // What is still on its way meanwhile is refused, and nobody's loss.
    const { isGone, isStillThere } = throwAway(memberId, draft.id);
    try {
      await remove(draft.id);
    } catch (error) {
      isStillThere();
      actFailed(removed, error);
      return false;
    }
    isGone();
    void refresh();
    didAct(removed, async () => {
      await ask(api.POST('/api/v1/broadcasts', { body: draftOf(draft) }));
      await refresh();
    });
    return true;
  };
}

/** That it is not there is what was wanted, be it by a try whose answer was lost or by a colleague. */
async function remove(id: string): Promise<void> {
  try {
    await ask(api.DELETE('/api/v1/broadcasts/{id}', { params: { path: { id } }, signal: deadline() }));
  } catch (error) {
    if (!(error instanceof Refused && error.problem.code === 'not_found')) throw error;
  }
}

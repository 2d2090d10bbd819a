import { useQueryClient } from '@tanstack/react-query';
import { api, ask, type Question } from '../api.ts';
import { actFailed, didAct } from '../ui/undo.ts';
import { useStart } from '../ui/use-start.ts';
import { useQuestionWords } from './words.ts';

/**
 * Asks a question that is saved, and leads whoever is still where they began to the board on which the answers arrive.
 * Answers whether it is asked.
 */
export function useAskNow() {
  const words = useQuestionWords();
  const client = useQueryClient();
  const begin = useStart();
  return async ({ id: questionId, name }: Question, start = begin()): Promise<boolean> => {
    const said = words.wasAsked(name);
    try {
      const round = await ask(api.POST('/api/v1/questions/{id}/rounds', { params: { path: { id: questionId } } }));
      await client.invalidateQueries({ queryKey: ['questions'] });
      if (start.isHere()) didAct(said);
      const params = { questionId, roundId: round.id };
      await start.leadOn({ to: '/questions/$questionId/rounds/$roundId', params }, said);
      return true;
    } catch (error) {
      actFailed(said, error);
      return false;
    }
  };
}

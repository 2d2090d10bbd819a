import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, ask, type Question } from '../api.ts';
import { actFailed, didAct } from '../ui/undo.ts';
import { useQuestionWords } from './words.ts';

/** Asks a question that is saved, and leads to the board on which the answers arrive. Answers whether it is asked. */
export function useAskNow() {
  const words = useQuestionWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  return async ({ id: questionId, name }: Question): Promise<boolean> => {
    const said = words.wasAsked(name);
    try {
      const round = await ask(api.POST('/api/v1/questions/{id}/rounds', { params: { path: { id: questionId } } }));
      await client.invalidateQueries({ queryKey: ['questions'] });
      didAct(said);
      await navigate({ to: '/questions/$questionId/rounds/$roundId', params: { questionId, roundId: round.id } });
      return true;
    } catch (error) {
      actFailed(said, error);
      return false;
    }
  };
}

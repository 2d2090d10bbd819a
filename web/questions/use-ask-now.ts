import { useQueryClient } from '@tanstack/react-query';
import { api, ask, isAway, type Question, Refused } from '../api.ts';
import { deadline } from '../deadline.ts';
import { actFailed, didAct } from '../ui/undo.ts';
import { useStart } from '../ui/use-start.ts';
import { boardOf } from './board-of.ts';
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
      const way = boardOf({ questionId, id: await askOnce(questionId) });
      await client.invalidateQueries({ queryKey: ['questions'] });
      if (start.isHere()) didAct(said);
      await start.leadOn(way, said);
      return true;
    } catch (error) {
      const asked = roundOf(error);
      actFailed(said, error, asked ? { way: boardOf({ questionId, id: asked }) } : undefined);
      return false;
    }
  };
}

/** Questions that may have been asked: nobody knows, no answer has come. */
const unanswered = new Set<string>();

/** Asks, and answers the round. A question is asked once a day: one that is asked already was so by a try whose answer was lost. */
async function askOnce(id: string): Promise<string> {
  try {
    const call = { params: { path: { id } }, signal: deadline() };
    return (await ask(api.POST('/api/v1/questions/{id}/rounds', call))).id;
  } catch (error) {
    if (isAway(error)) unanswered.add(id);
    const asked = roundOf(error);
    if (asked && unanswered.delete(id)) return asked;
    throw error;
  }
}

/** The round of today, where the question was asked already. */
const roundOf = (error: unknown) => (error instanceof Refused ? error.problem.roundId : undefined);

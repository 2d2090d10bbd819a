import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Answering } from '../../api.ts';
import { useRefresh } from '../../live.ts';
import { type ShownKind, showKinds } from '../grid/kinds.ts';
import { firstRounds, type Sheet, sheetQuery } from '../grid/sheet.ts';
import { useGridWords } from '../grid/words.ts';
import { useAnswerWords } from '../reading/words.ts';

/** What stands beside each person of the last rounds, by their id, and the sheet that it comes from. */
export function useLastRounds(
  questionId: string,
  step: number,
  answering: Answering,
): { sheet: Sheet | undefined; last: Map<string, (ShownKind | undefined)[]> } {
  const answerWords = useAnswerWords();
  const words = useGridWords();
  const sheet = useQuery(sheetQuery(questionId, firstRounds, step)).data;
  // It is beside the matter: the board itself is told at once.
  useRefresh('sheet', 5000, ({ kind }) => kind === 'round.changed');
  const last = useMemo(() => {
    if (!sheet) return new Map<string, (ShownKind | undefined)[]>();
    const { shown } = showKinds(sheet, answering, answerWords, words);
    return new Map(
      sheet.people.map(({ id, cells }) => [id, cells.map((cell) => (cell === null ? undefined : shown[cell]))]),
    );
  }, [sheet, answering, answerWords, words]);
  return { sheet, last };
}

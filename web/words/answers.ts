import type { Answering, AnswerValue } from '../api.ts';
import { type AnswerWords, en } from './answers-en.ts';
import { es } from './answers-es.ts';
import { catalogue } from './catalogue.ts';
import { sayAnswer } from './say-answer.ts';

const useCatalogue = catalogue<AnswerWords>({ en, es });

/** Says an answer, with the labels and the unit of what was asked, and why a text belongs to a question. */
export function useAnswerWords() {
  const words = useCatalogue();
  return {
    value: (value: AnswerValue, answering?: Answering): string => sayAnswer(value, answering, words),
    why: (reason: string) => words.why[reason] ?? reason,
  };
}

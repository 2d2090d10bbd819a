import { type Language, useLanguage } from '../words/words.ts';
import { en, type JoinWords } from './words-en.ts';
import { es } from './words-es.ts';

const all: Record<Language, JoinWords> = { en, es };

/** The texts of this page in the language of the browser. */
export function useJoinWords(): JoinWords {
  return all[useLanguage()];
}

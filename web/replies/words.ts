import { type Language, useLanguage } from '../words/words.ts';
import { en, type RepliesWords } from './words-en.ts';
import { es } from './words-es.ts';

const all: Record<Language, RepliesWords> = { en, es };

/** The texts of this page in the member's language. */
export function useRepliesWords(): RepliesWords {
  return all[useLanguage()];
}

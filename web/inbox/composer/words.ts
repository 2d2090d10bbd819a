import { type Language, useLanguage } from '../../words/words.ts';
import { type ComposerWords, en } from './words-en.ts';
import { es } from './words-es.ts';

const all: Record<Language, ComposerWords> = { en, es };

/** The texts around writing and sending in the member's language. */
export function useComposerWords(): ComposerWords {
  return all[useLanguage()];
}

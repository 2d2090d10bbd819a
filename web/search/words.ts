import { type Language, useLanguage } from '../words/words.ts';
import { en, type SearchWords } from './words-en.ts';
import { es } from './words-es.ts';

const all: Record<Language, SearchWords> = { en, es };

/** The texts of the search in the member's language, loaded with it. */
export function useSearchWords(): SearchWords {
  return all[useLanguage()];
}

import { type Language, useLanguage } from '../words/words.ts';
import { en, type InboxWords } from './words-en.ts';
import { es } from './words-es.ts';

const all: Record<Language, InboxWords> = { en, es };

/** The texts of what comes with an open conversation. The list's own are in the catalogue that the first load has. */
export function useInboxWords(): InboxWords {
  return all[useLanguage()];
}

import { type Language, useLanguage } from '../words/words.ts';
import { en, type SessionWords } from './sessions-words-en.ts';
import { es } from './sessions-words-es.ts';

const all: Record<Language, SessionWords> = { en, es };

export function useSessionWords(): SessionWords {
  return all[useLanguage()];
}

import { type Language, useLanguage } from '../words/words.ts';
import { en, type SettingsWords } from './words-en.ts';
import { es } from './words-es.ts';

const all: Record<Language, SettingsWords> = { en, es };

/** The texts of this page in the member's language. */
export function useSettingsWords(): SettingsWords {
  return all[useLanguage()];
}

import { type Language, useLanguage } from '../words/words.ts';
import { en, type PaletteWords } from './words-en.ts';
import { es } from './words-es.ts';

const all: Record<Language, PaletteWords> = { en, es };

/** The texts of the palette and the list of keys in the member's language, loaded with them. */
export function usePaletteWords(): PaletteWords {
  return all[useLanguage()];
}

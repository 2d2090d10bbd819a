import { catalogue } from '../words/catalogue.ts';
import { en, type PaletteWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of the palette and the list of keys in the member's language, loaded with them. */
export const usePaletteWords = catalogue<PaletteWords>({ en, es });

import { catalogue } from '../words/catalogue.ts';
import { en, type LineWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of the page of lines in the member's language. */
export const useLineWords = catalogue<LineWords>({ en, es });

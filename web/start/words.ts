import { catalogue } from '../words/catalogue.ts';
import { en, type SetUpWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of the first form in the member's language. */
export const useSetUpWords = catalogue<SetUpWords>({ en, es });

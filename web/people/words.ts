import { catalogue } from '../words/catalogue.ts';
import { en, type PeopleWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of this page in the member's language. */
export const usePeopleWords = catalogue<PeopleWords>({ en, es });

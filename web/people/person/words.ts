import { catalogue } from '../../words/catalogue.ts';
import { en, type PersonWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of the page of one person in the member's language. */
export const usePersonWords = catalogue<PersonWords>({ en, es });

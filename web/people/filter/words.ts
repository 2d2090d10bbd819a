import { catalogue } from '../../words/catalogue.ts';
import { en, type FilterWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of a filter of people in the member's language. */
export const useFilterWords = catalogue<FilterWords>({ en, es });

import { catalogue } from '../words/catalogue.ts';
import { en, type SearchWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of the search in the member's language, loaded with it. */
export const useSearchWords = catalogue<SearchWords>({ en, es });

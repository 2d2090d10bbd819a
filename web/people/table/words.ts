import { catalogue } from '../../words/catalogue.ts';
import { en, type TableWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of the table of people in the member's language. */
export const useTableWords = catalogue<TableWords>({ en, es });

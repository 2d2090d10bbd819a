import { catalogue } from '../../words/catalogue.ts';
import { en, type ImportWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of importing people in the member's language. */
export const useImportWords = catalogue<ImportWords>({ en, es });

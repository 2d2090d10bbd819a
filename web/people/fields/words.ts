import { catalogue } from '../../words/catalogue.ts';
import { en, type FieldsWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of the page of fields in the member's language. */
export const useFieldsWords = catalogue<FieldsWords>({ en, es });

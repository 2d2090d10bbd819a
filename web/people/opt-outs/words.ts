import { catalogue } from '../../words/catalogue.ts';
import { en, type OptOutWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of this page in the member's language. */
export const useOptOutWords = catalogue<OptOutWords>({ en, es });

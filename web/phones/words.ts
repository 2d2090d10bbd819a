import { catalogue } from '../words/catalogue.ts';
import { en, type PhoneWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of the practice phones in the member's language. */
export const usePhoneWords = catalogue<PhoneWords>({ en, es });

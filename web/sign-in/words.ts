import { catalogue } from '../words/catalogue.ts';
import { en, type SignInWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of signing in, in the language of the browser. */
export const useSignInWords = catalogue<SignInWords>({ en, es });

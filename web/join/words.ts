import { catalogue } from '../words/catalogue.ts';
import { en, type JoinWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of this page in the language of the browser. */
export const useJoinWords = catalogue<JoinWords>({ en, es });

import { catalogue } from '../../words/catalogue.ts';
import { type AnswerWords, en } from './words-en.ts';
import { es } from './words-es.ts';

/** How answers are said, in the member's language. */
export const useAnswerWords = catalogue<AnswerWords>({ en, es });

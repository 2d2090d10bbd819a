import { catalogue } from '../words/catalogue.ts';
import { en, type QuestionWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of this page in the member's language. */
export const useQuestionWords = catalogue<QuestionWords>({ en, es });

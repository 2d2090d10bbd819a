import { catalogue } from '../../words/catalogue.ts';
import { en, type NarrowedWords } from './narrowed-words-en.ts';
import { es } from './narrowed-words-es.ts';

/** The texts around a narrowed list in the member's language. */
export const useNarrowedWords = catalogue<NarrowedWords>({ en, es });

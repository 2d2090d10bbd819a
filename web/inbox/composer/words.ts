import { catalogue } from '../../words/catalogue.ts';
import { type ComposerWords, en } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts around writing and sending in the member's language. */
export const useComposerWords = catalogue<ComposerWords>({ en, es });

import { catalogue } from '../words/catalogue.ts';
import { type BroadcastWords, en } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts that all pages of broadcasts have, and those of their list. */
export const useBroadcastWords = catalogue<BroadcastWords>({ en, es });

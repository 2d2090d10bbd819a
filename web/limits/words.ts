import { catalogue } from '../words/catalogue.ts';
import { en, type LimitsWords } from './words-en.ts';
import { es } from './words-es.ts';

export const useLimitsWords = catalogue<LimitsWords>({ en, es });

import { catalogue } from '../../../words/catalogue.ts';
import { type CountedWords, en } from './words-en.ts';
import { es } from './words-es.ts';

export const useCountedWords = catalogue<CountedWords>({ en, es });

import { catalogue } from '../../words/catalogue.ts';
import { en, type InsightWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of this page in the member's language, loaded with it. */
export const useInsightWords = catalogue<InsightWords>({ en, es });

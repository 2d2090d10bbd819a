import { catalogue } from '../../words/catalogue.ts';
import { type BuilderWords, en } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of the page on which a question is written. */
export const useBuilderWords = catalogue<BuilderWords>({ en, es });

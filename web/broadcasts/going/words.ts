import { catalogue } from '../../words/catalogue.ts';
import { en, type GoingWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of the page of one broadcast. */
export const useGoingWords = catalogue<GoingWords>({ en, es });

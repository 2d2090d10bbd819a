import { catalogue } from '../../words/catalogue.ts';
import { en, type PlotWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of the plots in the member's language. */
export const usePlotWords = catalogue<PlotWords>({ en, es });

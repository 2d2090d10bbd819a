import { catalogue } from '../../words/catalogue.ts';
import { en, type GridWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of this page in the member's language. They come with the page, so the inbox need not load them. */
export const useGridWords = catalogue<GridWords>({ en, es });

import { catalogue } from '../../words/catalogue.ts';
import { type EditorWords, en } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of the page on which a broadcast is written. */
export const useEditorWords = catalogue<EditorWords>({ en, es });

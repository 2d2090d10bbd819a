import { catalogue } from '../words/catalogue.ts';
import { en, type SettingsWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of this page in the member's language. */
export const useSettingsWords = catalogue<SettingsWords>({ en, es });

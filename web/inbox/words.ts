import { catalogue } from '../words/catalogue.ts';
import { en, type InboxWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of what comes with an open conversation. The list's own are in the catalogue that the first load has. */
export const useInboxWords = catalogue<InboxWords>({ en, es });

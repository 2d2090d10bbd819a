import { catalogue } from '../words/catalogue.ts';
import { en, type SessionWords } from './sessions-words-en.ts';
import { es } from './sessions-words-es.ts';

export const useSessionWords = catalogue<SessionWords>({ en, es });

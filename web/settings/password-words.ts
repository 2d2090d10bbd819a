import { catalogue } from '../words/catalogue.ts';
import { en, type PasswordWords } from './password-words-en.ts';
import { es } from './password-words-es.ts';

export const usePasswordWords = catalogue<PasswordWords>({ en, es });

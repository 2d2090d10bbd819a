import { catalogue } from '../../words/catalogue.ts';
import { en, type TranscriptWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of the transcript in the member's language, loaded with it. */
export const useTranscriptWords = catalogue<TranscriptWords>({ en, es });

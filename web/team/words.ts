import { type Language, useLanguage } from '../words/words.ts';
import { type ActWords, en as actsEn } from './acts-en.ts';
import { es as actsEs } from './acts-es.ts';
import { en, type TeamWords } from './words-en.ts';
import { es } from './words-es.ts';

const all: Record<Language, TeamWords> = { en, es };
const acts: Record<Language, ActWords> = { en: actsEn, es: actsEs };

/** The texts of this page in the member's language. */
export function useTeamWords(): TeamWords {
  return all[useLanguage()];
}

/** The sentences that say what somebody has done. */
export function useActWords(): ActWords {
  return acts[useLanguage()];
}

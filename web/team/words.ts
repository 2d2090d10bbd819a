import { catalogue } from '../words/catalogue.ts';
import { type ActWords, en as actsEn } from './acts-en.ts';
import { es as actsEs } from './acts-es.ts';
import { type SettingWords, en as settingsEn } from './settings-en.ts';
import { es as settingsEs } from './settings-es.ts';
import { en, type TeamWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of this page in the member's language. */
export const useTeamWords = catalogue<TeamWords>({ en, es });

/** The sentences that say what somebody has done. */
export const useActWords = catalogue<ActWords>({ en: actsEn, es: actsEs });

/** The settings that an act may have changed. */
export const useSettingWords = catalogue<SettingWords>({ en: settingsEn, es: settingsEs });

import { catalogue } from '../../words/catalogue.ts';
import { en, type GroupsWords } from './words-en.ts';
import { es } from './words-es.ts';

/** The texts of the page of groups in the member's language. */
export const useGroupsWords = catalogue<GroupsWords>({ en, es });

import { catalogue } from '../words/catalogue.ts';

const en = { done: 'Done' };
const es: typeof en = { done: 'Listo' };
/** What closes a blank, in the member's language. */
export const useBlankWords = catalogue<typeof en>({ en, es });

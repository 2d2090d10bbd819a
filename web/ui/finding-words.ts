import { catalogue } from '../words/catalogue.ts';

const en = { find: 'Find anything', search: 'Search the texts' };
const es: typeof en = { find: 'Buscar de todo', search: 'Buscar en los mensajes' };
/** What the ways to find something are called, in the member's language. */
export const useFindingWords = catalogue<typeof en>({ en, es });

import { type Language, useLanguage } from '../words/words.ts';

const en = { find: 'Find anything', search: 'Search the texts' };
const es: typeof en = { find: 'Buscar de todo', search: 'Buscar en los mensajes' };
const all: Record<Language, typeof en> = { en, es };

/** What the ways to find something are called, in the member's language. */
export function useFindingWords(): typeof en {
  return all[useLanguage()];
}

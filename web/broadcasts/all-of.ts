import { apartFrom } from '../words/apart.ts';
import { useLanguage } from '../words/words.ts';

/** Names in one sentence, which none of them can turn: Ana, Ben, and Chidi. */
export function useAllOf(): (names: string[]) => string {
  const language = useLanguage();
  return (names) => new Intl.ListFormat(language, { type: 'conjunction' }).format(names.map(apartFrom));
}

import { useLanguage } from '../words/words.ts';

/** Names in one sentence: Ana, Ben, and Chidi. */
export function useAllOf(): (names: string[]) => string {
  const language = useLanguage();
  return (names) => new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

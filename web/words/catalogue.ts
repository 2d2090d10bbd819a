import { keepApart } from './apart.ts';
import { type Language, useLanguage } from './words.ts';

/** The texts of one area: answers a hook that gives them in the member's language. */
export function catalogue<T>(all: Record<Language, T>): () => T {
  const made: Partial<Record<Language, T>> = {};
  return () => {
    const language = useLanguage();
    made[language] ??= keepApart(all[language]);
    return made[language];
  };
}

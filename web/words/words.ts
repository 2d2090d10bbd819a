import { useSyncExternalStore } from 'react';
import { stored } from '../ui/stored.ts';
import { keepApart } from './apart.ts';
import { browserLanguages } from './browser-languages.ts';
import { en, type Words } from './en.ts';
import { setLocale } from './formats.ts';

export type Language = 'en' | 'es';

/** The languages of the interface, each by its own name. */
export const languages: Record<Language, string> = { en: 'English', es: 'Español' };

const loaders: Record<Language, () => Promise<Words>> = {
  en: async () => en,
  es: async () => (await import('./es.ts')).es,
};

const chosen = stored<Language | ''>('hearback.language', '', {
  read: (text) => (isLanguage(text) ? text : ''),
  write: (value) => value,
});

let current: { language: Language; words: Words } = { language: 'en', words: en };
const listeners = new Set<() => void>();

/** The interface's texts in the member's language; the part is drawn again when the language changes. */
export function useWords(): Words {
  return useSyncExternalStore(subscribe, () => current).words;
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => current).language;
}

/** The language outside of a part, as it is now. */
export function currentLanguage(): Language {
  return current.language;
}

/** The texts outside of a part, as they are now. */
export function words(): Words {
  return current.words;
}

/** Loads the member's language: the one chosen in this browser, else the first of the browser's that we speak. */
export async function startLanguage(): Promise<void> {
  const wanted = browserLanguages()
    .map((tag) => tag.slice(0, 2))
    .find(isLanguage);
  await show(chosen.get() || wanted || 'en');
}

/** Has every part that says something say it again, such as "Today", which may be another day by now. */
export function sayAgain(): void {
  current = { ...current };
  for (const listener of listeners) listener();
}

/** Changes the language and keeps it for this browser; null is the browser's own. */
export async function chooseLanguage(language: Language | null): Promise<void> {
  if (chosen.get() === (language ?? '')) return;
  chosen.set(language ?? '');
  await startLanguage();
}

async function show(language: Language): Promise<void> {
  const words = keepApart(await loaders[language]());
  current = { language, words };
  setLocale(browserLanguages().find((tag) => tag.startsWith(language)) ?? language);
  document.documentElement.lang = language;
  sayAgain();
}

function isLanguage(text: string): text is Language {
  return text in languages;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

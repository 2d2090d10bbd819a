import type { Keyword } from '../keywords.ts';

/** In which languages a keyword is answered. */
type KeywordLanguage = 'en' | 'es';

/**
 * What is said to a keyword: who texts, and how it ends or begins again. Nothing else may stand in it (47 CFR
 * 64.1200(a)(12)), and no letter that would make it twice as long.
 */
const words: Record<KeywordLanguage, Record<Keyword, (team: string) => string>> = {
  en: {
    stop: (team) => `${team}: you get no more texts from us. Reply START to get them again.`,
    start: (team) => `${team}: you get our texts again. Reply HELP for help, STOP to end them.`,
    help: (team) =>
      `${team} texts you from this number. Write here, and a person reads it. Reply STOP to get no more texts.`,
  },
  es: {
    stop: (team) => `${team}: ha dejado de recibir nuestros mensajes. Responda START para recibirlos de nuevo.`,
    start: (team) =>
      `${team}: vuelve a recibir nuestros mensajes. Responda AYUDA para ayuda, STOP para dejar de recibirlos.`,
    help: (team) =>
      `Le escribe ${team}. Responda a este mensaje, y lo lee una persona. Responda STOP para dejar de recibir mensajes.`,
  },
};

/** What we usually answer to a keyword. */
export function keywordWords(keyword: Keyword, team: string, language: KeywordLanguage): string {
  return words[language][keyword](team);
}

/** The language of whoever sent a keyword, as far as their fields or the keyword itself tell it. */
export function keywordLanguage(text: string, fields: Readonly<Record<string, string>>): KeywordLanguage {
  const language = Object.entries(fields).find(([name]) => /^(language|idioma|lengua)$/i.test(name.trim()))?.[1] ?? '';
  return /^(es\b|esp|spa|cast)/i.test(language.trim()) || /ayuda/i.test(text) ? 'es' : 'en';
}

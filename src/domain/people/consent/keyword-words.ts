import type { Keyword } from '../keywords.ts';

/** What is said to a keyword: who texts, and how it ends or begins again. Nothing else may stand in it (47 CFR 64.1200(a)(12)). */
const words: Record<'en' | 'es', Record<Keyword, (team: string) => string>> = {
  en: {
    stop: (team) => `${team}: you get no more texts from us. Reply START to get them again.`,
    start: (team) => `${team}: you get our texts again. Reply HELP for help, STOP to end them.`,
    help: (team) =>
      `${team} texts you from this number. Write here, and a person reads it. Reply STOP to get no more texts.`,
  },
  es: {
    stop: (team) => `${team}: ya no recibirá mensajes nuestros. Responda START para recibirlos de nuevo.`,
    start: (team) =>
      `${team}: vuelve a recibir nuestros mensajes. Responda AYUDA para ayuda, STOP para no recibir más.`,
    help: (team) =>
      `${team} le escribe desde este número. Escriba aquí, y una persona lo leerá. Responda STOP para no recibir más mensajes.`,
  },
};

/** Our answer to a keyword, in the language of whoever sent it as far as that is known. */
export function keywordWords(
  keyword: Keyword,
  { team, text, fields }: { team: string; text: string; fields: Readonly<Record<string, string>> },
): string {
  const language = Object.entries(fields).find(([name]) => /^(language|idioma|lengua)$/i.test(name.trim()))?.[1] ?? '';
  const isSpanish = /^(es\b|esp|spa|cast)/i.test(language.trim()) || /ayuda/i.test(text);
  return words[isSpanish ? 'es' : 'en'][keyword](team);
}

import { asking } from './polite.ts';

/**
 * Whether the answer that stands between `from` and `to` is itself asked ("yes?", "¿sí?", "on Saturday?"). A question
 * that comes after it as a sentence of its own ("Yes. Is it at 7?", "yes, what time?") is another matter.
 */
export function isAskedBack(text: string, from: number, to: number): boolean {
  if (/¿[^.!\n]*$/.test(text.slice(Math.max(0, from - 40), from))) return true;
  const end = text.indexOf('?', to);
  if (end < 0) return false;
  const between = text.slice(to, end);
  const sentenceEnd = between.search(/[.!;\n¿]/);
  if (sentenceEnd >= 0 && /\p{L}/u.test(between.slice(sentenceEnd))) return false;
  return !asking.has(/\p{L}+/u.exec(between)?.[0] ?? '');
}

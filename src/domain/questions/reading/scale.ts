import type { Reading } from '../kinds.ts';
import type { Folded } from './fold.ts';
import { readNumber } from './number.ts';
import { spanOf } from './words.ts';

/** Reads a text as a point of a scale: a number, "4/5", "4 out of 5", or a row of stars. */
export function readScale({ min, max }: { min: number; max: number }, folded: Folded, language: 'en' | 'es'): Reading {
  const stars = /^\s*((?:[⭐★🌟]\s*)+)\s*$/u.exec(folded.text)?.[1]?.replace(/\s/g, '');
  const number = stars ? [...stars].length : 0;
  if (stars && number >= min && number <= max) {
    const span = spanOf(folded, 0, folded.text.trimEnd().length);
    return { sureness: 'sure', value: { kind: 'number', number }, span, reason: { code: 'emoji' } };
  }
  return readNumber({ min, max, isWhole: true, isScale: true }, folded, language);
}

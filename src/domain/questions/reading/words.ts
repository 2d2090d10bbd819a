import type { Span } from '../kinds.ts';
import type { Folded } from './fold.ts';

/** A word, number or emoji of a folded text, and where it stands there. "7:30pm" is one, "1,3" are two. */
export interface Word {
  text: string;
  from: number;
  to: number;
}

const word = /\p{Extended_Pictographic}|\d+(?:[.:/-]\d+)*\p{L}*|[\p{L}\d]+/gu;

export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(word), (found) => ({
    text: found[0],
    from: found.index,
    to: found.index + found[0].length,
  }));
}

export function spanOf(folded: Folded, from: number, to: number): Span {
  return { start: folded.starts[from]!, end: folded.ends[to - 1]! };
}

/** What two texts have in common when they say the same: their words, or their signs where there is no word. */
export function keyOf(text: string): string {
  return (
    wordsOf(text)
      .map((one) => one.text)
      .join(' ') || text.trim()
  );
}

/** Phrases written one after the other with a bar between, so that a list of many stays readable. */
export function phrases(...lists: string[]): string[] {
  return lists.flatMap((list) => list.split('|').map((phrase) => phrase.trim()));
}

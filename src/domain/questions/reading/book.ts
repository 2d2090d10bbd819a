import type { ReadingReason } from '../kinds.ts';
import { doubts, idioms } from './doubts.ts';
import { polite } from './polite.ts';
import type { Word } from './words.ts';

/**
 * How much of the text a phrase must be. `starts`: it may go on ("yes I can work"). `whole`: only polite words and
 * other words of the same answer beside it. `pause`: as `starts` before a comma, else as `whole` ("no, I work", but
 * "no one told me"). `alone`: as `whole`, and elsewhere in a text it says nothing ("y", "2").
 */
export type Strength = 'starts' | 'pause' | 'whole' | 'alone';

export type Meaning =
  | {
      is: 'answer';
      ids: string[];
      strength: Strength;
      /** One of the ids, and nobody can tell which. */
      isEither?: boolean;
      code?: 'emoji' | 'position' | 'part_of_label' | 'taught';
    }
  | { is: 'polite' | 'doubt' | 'negation' }
  | { is: 'idiom'; means: 'yes' | 'no' };

/** Phrases, folded, and what each means. */
export type Book = Map<string, Meaning>;

/** A book of phrases that are no answers; of one that stands in two lists the later counts. */
export function bookOf(lists: Partial<Record<'polite' | 'doubt' | 'negation', Iterable<string>>>): Book {
  const book: Book = new Map();
  for (const [is, list] of Object.entries(lists)) {
    for (const phrase of list) book.set(phrase, { is: is as 'polite' });
  }
  return book;
}

/** What means the same under any question. */
export const everyday: Book = bookOf({ polite, doubt: doubts });
for (const means of ['yes', 'no'] as const) {
  for (const phrase of idioms[means]) everyday.set(phrase, { is: 'idiom', means });
}

const longestPhrase = 6;

/** A phrase that was found: which words of the text, and what it means. */
export interface Mark {
  phrase: string;
  meaning: Meaning;
  from: number;
  to: number;
}

/** "yesss", "siii" and "noo" as they are written. */
const squeeze = (word: string) => word.replace(/(\p{L})\1{2,}/gu, '$1').replace(/(\p{L})\1$/u, '$1');

function meaningOf(phrase: string, books: readonly Book[]): Meaning | undefined {
  for (const book of books) {
    const found = book.get(phrase);
    if (found) return found;
  }
  return undefined;
}

/**
 * Finds what the words mean, the longest phrase first; earlier books go before later ones. Words that no book knows are
 * left out, pictures apart: an emoji that means nothing is decoration.
 */
export function marksIn(words: readonly Word[], books: readonly Book[]): { marks: Mark[]; unknown: Word[] } {
  const marks: Mark[] = [];
  const unknown: Word[] = [];
  for (let i = 0; i < words.length; ) {
    let taken = 1;
    let meaning: Meaning | undefined;
    let phrase = '';
    for (let n = Math.min(longestPhrase, words.length - i); n > 0 && !meaning; n--) {
      phrase = words
        .slice(i, i + n)
        .map((word) => word.text)
        .join(' ');
      taken = n;
      meaning = meaningOf(phrase, books) ?? (n === 1 ? meaningOf(squeeze(phrase), books) : undefined);
    }
    const { from } = words[i]!;
    const { to } = words[i + taken - 1]!;
    if (meaning) marks.push({ phrase, meaning, from, to });
    else if (!/\p{Extended_Pictographic}/u.test(phrase)) unknown.push(words[i]!);
    i += taken;
  }
  return { marks, unknown };
}

/** The reason that belongs to a sure answer. */
export function reasonFor({ meaning, phrase }: Mark, isWhole: boolean): ReadingReason {
  const code = meaning.is === 'answer' ? meaning.code : undefined;
  if (code === 'taught') return { code, phrase };
  if (code === 'position' || code === 'part_of_label') return { code, wrote: phrase };
  return { code: code ?? (isWhole ? 'exact' : 'starts_with') };
}

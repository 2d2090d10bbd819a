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

/** A phrase that was found: which words of the text, and what it means. */
export interface Mark {
  phrase: string;
  meaning: Meaning;
  from: number;
  to: number;
}

const reaches = new WeakMap<Book, Map<string, number>>();

/** How many words the longest phrase of a book has that begins with this word. */
function reachOf(book: Book, first: string): number {
  let reach = reaches.get(book);
  if (!reach) {
    reach = new Map();
    for (const phrase of book.keys()) {
      const words = phrase.split(' ');
      reach.set(words[0]!, Math.max(words.length, reach.get(words[0]!) ?? 0));
    }
    reaches.set(book, reach);
  }
  return reach.get(first) ?? 0;
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

function longestAt(words: readonly Word[], i: number, books: readonly Book[]): Mark | null {
  const first = words[i]!;
  const reach = Math.max(...books.map((book) => reachOf(book, first.text)));
  for (let n = Math.min(reach, words.length - i); n > 0; n--) {
    const phrase = words
      .slice(i, i + n)
      .map((word) => word.text)
      .join(' ');
    const meaning = meaningOf(phrase, books);
    if (meaning) return { phrase, meaning, from: first.from, to: words[i + n - 1]!.to };
  }
  const meaning = meaningOf(squeeze(first.text), books);
  return meaning ? { phrase: first.text, meaning, from: first.from, to: first.to } : null;
}

/**
 * Finds what the words mean, the longest phrase first; earlier books go before later ones. Words that no book knows are
 * `unknown`, pictures apart: an emoji that means nothing is decoration.
 */
export function marksIn(words: readonly Word[], books: readonly Book[]): { marks: Mark[]; unknown: Word[] } {
  const marks: Mark[] = [];
  const unknown: Word[] = [];
  let reached = 0;
  for (const [i, word] of words.entries()) {
    if (word.from < reached) continue;
    const mark = longestAt(words, i, books);
    if (mark) marks.push(mark);
    else if (!/\p{Extended_Pictographic}/u.test(word.text)) unknown.push(word);
    reached = mark?.to ?? reached;
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

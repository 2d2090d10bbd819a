import type { Answering, TaughtPhrase } from '../kinds.ts';
import type { Book } from './book.ts';
import { isAnswerTo } from './fits.ts';
import { fold } from './fold.ts';
import { keyOf } from './words.ts';

/** What the question has learned and may still answer, by what the texts must say. */
export function taughtByKey(answering: Answering, taught: readonly TaughtPhrase[]): Map<string, TaughtPhrase> {
  const fitting = taught.filter(({ phrase, value }) => fold(phrase).text.trim() !== '' && isAnswerTo(answering, value));
  return new Map(fitting.map((one) => [keyOf(fold(one.phrase).text), one]));
}

/**
 * Taught phrases for answers that have names. One word must be the whole answer: "ok" does not teach "ok so the truck
 * broke down". Several words may be the beginning of more.
 */
export function taughtBook(byKey: Map<string, TaughtPhrase>): Book {
  const book: Book = new Map();
  for (const [key, { value }] of byKey) {
    if (value.kind !== 'choice') continue;
    book.set(key, { is: 'answer', ids: value.ids, strength: key.includes(' ') ? 'starts' : 'whole', code: 'taught' });
  }
  return book;
}

import type { Book } from './book.ts';

const shortest = 5;
const longest = 40;

/** How many letters were left out, put in, changed or swapped between two words; stops counting after `limit`. */
export function editsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    [before, last] = [last, row];
  }
  return last[b.length]!;
}

/** Whether a word is one in which an error is mended: long enough, and of letters, for each number is right as it is. */
export function hasTypingErrors(word: string): boolean {
  return word.length >= shortest && word.length <= longest && /^\p{L}+$/u.test(word);
}

/**
 * The answer that a word with one typing error meant: a longer word with the same first letter. When another answer is
 * only two errors away it may have been that one, and all of them are given.
 */
export function meantBy(word: string, books: readonly Book[]): { phrase: string; ids: string[] } | null {
  if (!hasTypingErrors(word)) return null;
  let meant: string | undefined;
  const ids = new Set<string>();
  for (const [phrase, meaning] of books.flatMap((book) => [...book])) {
    if (meaning.is !== 'answer' || !hasTypingErrors(phrase) || phrase[0] !== word[0]) continue;
    const edits = editsBetween(word, phrase, 2);
    if (edits <= 2) for (const id of meaning.ids) ids.add(id);
    if (edits === 1) meant ??= phrase;
  }
  return meant === undefined ? null : { phrase: meant, ids: [...ids] };
}

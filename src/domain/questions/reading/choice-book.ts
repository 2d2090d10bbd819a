import type { Choice } from '../kinds.ts';
import { type Book, everyday, type Strength } from './book.ts';
import { calendarNames } from './calendar-names.ts';
import { negations } from './doubts.ts';
import { fold } from './fold.ts';
import { positionPhrases } from './positions.ts';
import { keyOf } from './words.ts';
import { maybePhrases, yesNoPhrases } from './yes-no.ts';

/** A label, and what stands before its first bracket, dash, colon or comma: "Morning (7-12)" is also "morning". */
export function namesOf(label: string): string[] {
  const { text } = fold(label);
  const main = text.split(/[(:;,[]| - |\//)[0]!;
  return [...new Set([keyOf(text), keyOf(main)])].filter((name) => name !== '');
}

/**
 * The book of a list of choices. A label goes before its place in the list, and both before a part of a label. What
 * could be two of them stays in the book as that, so that it is offered and not guessed.
 */
export function choiceBook(choices: readonly Choice[]): Book {
  const book: Book = new Map();
  for (const phrase of negations) book.set(phrase, { is: 'negation' });
  const names = choices.map((choice) => namesOf(choice.label));
  put(book, choices, (_, i) => names[i]!.map((phrase) => [phrase, 'starts']));
  const named = new Set(names.flat());
  const isFree = (phrase: string) => !named.has(phrase) && !everyday.has(phrase) && book.get(phrase)?.is !== 'negation';
  put(book, choices, (_, i) => names[i]!.flatMap((name) => otherWords(name)).filter(([phrase]) => !named.has(phrase)));
  put(book, choices, (_, i) => positionPhrases(i).map((phrase) => [phrase, 'alone', 'position']));
  const parts = (name: string) => [...name.split(' '), ...beginningsOf(name)];
  const taken = new Set(book.keys());
  // "1" is the place of one choice and a part of "1 person": it may be either.
  const positions = new Set(choices.flatMap((_, i) => positionPhrases(i)));
  put(book, choices, (_, i) =>
    [...new Set(names[i]!.flatMap(parts))]
      .filter((phrase) => isFree(phrase) && (!taken.has(phrase) || positions.has(phrase)))
      .map((phrase) => [phrase, 'alone', 'part_of_label']),
  );
  return book;
}

type Entry = [phrase: string, strength: Strength, code?: 'position' | 'part_of_label'];

/** Enters phrases that rank alike: one that stands for two choices stands for either. */
function put(book: Book, choices: readonly Choice[], phrasesOf: (choice: Choice, index: number) => Entry[]): void {
  choices.forEach((choice, index) => {
    for (const [phrase, strength, code] of phrasesOf(choice, index)) {
      const known = book.get(phrase);
      if (known?.is !== 'answer') book.set(phrase, { is: 'answer', ids: [choice.id], strength, ...(code && { code }) });
      else if (!known.ids.includes(choice.id)) {
        book.set(phrase, { ...known, ids: [...known.ids, choice.id], isEither: true });
      }
    }
  });
}

/** What people write for a label that is a yes, a no, a maybe, or a day of the week. */
function otherWords(name: string): Entry[] {
  const days = calendarNames.find((day) => day.includes(name)) ?? [];
  return [...yesNoPhrases(name), ...[...maybePhrases(name), ...days].map((phrase): Entry => [phrase, 'whole'])];
}

/** "aft" for "afternoon": at least three letters of the first word. */
function beginningsOf(name: string): string[] {
  const first = name.split(' ')[0]!;
  return Array.from({ length: Math.max(0, Math.min(first.length, 20) - 3) }, (_, i) => first.slice(0, i + 3));
}

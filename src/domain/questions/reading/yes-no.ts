import type { Reading } from '../kinds.ts';
import type { Book, Meaning, Strength } from './book.ts';
import type { Folded } from './fold.ts';
import { readNamed } from './named.ts';
import { phrases } from './words.ts';
import { no, yes, yesByLanguage } from './yes-no-phrases.ts';

const maybe = phrases(
  'maybe|not sure|im not sure|unsure|perhaps|possibly|might|tal vez|talvez|quizas|quiza|no se|a lo mejor|puede ser|🤷',
);

/** The book of a yes/no question for a person who writes this language. */
function yesNoBook(language: 'en' | 'es'): Book {
  const book: Book = new Map();
  for (const [id, lists] of [
    ['yes', yes],
    ['no', no],
    ['yes', yesByLanguage[language]],
  ] as const) {
    for (const [strength, list] of Object.entries(lists) as [Strength, string[]][]) {
      for (const phrase of list) book.set(phrase, answer(id, strength, phrase));
    }
  }
  // From a list of numbers that nobody gave them; and a two may also be two chairs.
  for (const number of ['2', '0']) book.set(number, { is: 'answer', ids: ['no'], strength: 'alone', isEither: true });
  return book;
}

function answer(id: string, strength: Strength, phrase: string): Meaning {
  const isPicture = /^\p{Extended_Pictographic}/u.test(phrase);
  return { is: 'answer', ids: [id], strength, ...(isPicture && { code: 'emoji' as const }) };
}

/** With its accent "sí" is no "if". */
const certain: Book = new Map([['si', answer('yes', 'starts', 'si')]]);
const books = { en: yesNoBook('en'), es: yesNoBook('es') };

/** What else says a label that is itself a yes or a no, and how much of the text it must be. */
export function yesNoPhrases(name: string): [string, Strength][] {
  const lists = ['yes', 'si'].includes(name) ? yes : name === 'no' ? no : null;
  return Object.entries(lists ?? {}).flatMap(([strength, list]) =>
    // A number or a letter is the place of a choice in its list.
    list.filter((phrase) => phrase.length > 1).map((phrase) => [phrase, strength as Strength] as [string, Strength]),
  );
}

/** What else says a label that leaves it open. */
export function maybePhrases(name: string): string[] {
  return maybe.includes(name) ? maybe : [];
}

/** Reads a text as a yes or a no. "Si" without its accent is also "if", so it is a yes only where it cannot be that. */
export function readYesNo(body: string, folded: Folded, language: 'en' | 'es', taught: Book): Reading {
  const accented = /^[^\p{L}]*s[íÍ]+(?!\p{L})/iu.test(body.normalize('NFC'));
  const reading = readNamed(
    {
      books: [taught, ...(accented ? [certain] : []), books[language]],
      ids: ['yes', 'no'],
      takesSeveral: false,
      hasPositions: false,
    },
    folded,
  );
  const hasMore = reading.sureness === 'sure' && reading.reason.code === 'starts_with';
  if (!hasMore || !/\ssi\s/i.test(body.slice(reading.span?.end))) return reading;
  return { sureness: 'unsure', offers: [reading.value], reason: { code: 'hedged', wrote: 'si' } };
}

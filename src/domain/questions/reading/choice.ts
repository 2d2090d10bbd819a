import type { Choice, Reading } from '../kinds.ts';
import type { Book } from './book.ts';
import { choiceBook } from './choice-book.ts';
import type { Folded } from './fold.ts';
import { readNamed } from './named.ts';
import { phrases } from './words.ts';

const every = phrases(
  'all|all of them|all of those|all of the above|every one|everyone|every day|everything|any of them|todos|todas|todo|todos ellos|todos los dias',
);
const two = phrases('both|both of them|both days|the two|ambos|ambas|los dos|las dos');
const three = phrases('all three|all 3|the three|los tres|las tres');

/** Reads a text as one choice of a list, or as several of it. */
export function readChoice(choices: readonly Choice[], takesSeveral: boolean, folded: Folded, taught: Book): Reading {
  const book = choiceBook(choices);
  const ids = choices.map((choice) => choice.id);
  const collective = [...every, ...(ids.length === 2 ? two : []), ...(ids.length === 3 ? three : [])];
  for (const phrase of collective) {
    if (!book.has(phrase))
      book.set(phrase, { is: 'answer', ids, strength: 'whole', ...(!takesSeveral && { isEither: true }) });
  }
  return readNamed({ books: [taught, book], ids, takesSeveral, hasPositions: true }, folded);
}

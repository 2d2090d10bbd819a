import type { Reading, ReadingReason } from '../kinds.ts';
import { type Book, everyday, type Mark, marksIn, reasonFor } from './book.ts';
import type { Folded } from './fold.ts';
import { isAskedBack } from './question-back.ts';
import { meantBy } from './typing-error.ts';
import { spanOf, type Word, wordsOf } from './words.ts';

/** Answers that have names: yes and no, and choices. */
export interface Named {
  /** Every phrase for an answer, and what turns one round; earlier books go before later ones. */
  books: Book[];
  /** The ids in the order of the question. */
  ids: string[];
  /** Whether several may be named ("Friday and Sunday"). */
  takesSeveral: boolean;
  /** Whether a number is the place of an answer in the list. */
  hasPositions: boolean;
}

type Answered = Mark & { meaning: { is: 'answer' } };
const isAnswer = (mark: Mark): mark is Answered => mark.meaning.is === 'answer';
const isAside = (mark: Mark) => mark.meaning.is === 'polite' || mark.meaning.is === 'idiom';

/** Reads a text for answers that have names. Sure is only what begins with one name and says nothing against it. */
export function readNamed(named: Named, folded: Folded): Reading {
  const { marks, unknown } = marksIn(wordsOf(folded.text), [...named.books, everyday]);
  const beginning = marks.find((mark) => !isAside(mark));
  const isFirst = (mark: Mark) => mark === beginning && !(unknown[0] && unknown[0].from < mark.from);
  const answers = marks
    .filter(isAnswer)
    .filter((mark) => mark.meaning.strength !== 'alone' || unknown.length === 0 || isFirst(mark));
  const first = answers[0];
  if (!first) return readUnnamed(named, folded, marks, unknown);

  const ids = [...new Set(answers.flatMap((mark) => mark.meaning.ids))];
  const last = ids.length > 1 ? answers.at(-1)! : first;
  const span = spanOf(folded, first.from, last.to);
  const unsure = (reason: ReadingReason): Reading => ({
    sureness: 'unsure',
    offers: inOrder(named, ids).map((id) => ({ kind: 'choice', ids: [id] })),
    span,
    reason,
  });
  const against = marks.find((mark) => mark.meaning.is === 'doubt' || mark.meaning.is === 'negation');
  if (against) return unsure({ code: against.meaning.is === 'doubt' ? 'hedged' : 'negated', wrote: against.phrase });
  const isList = named.takesSeveral && unknown.length === 0;
  const isEither = answers.some((mark) => mark.meaning.isEither);
  if (isEither || (ids.length > 1 && !isList))
    return unsure({ code: ids.length > 1 ? 'several_named' : 'two_meanings' });
  if (isAskedBack(folded.text, first.from, last.to)) return unsure({ code: 'question' });
  if (!isFirst(first)) return unsure({ code: 'in_the_middle' });
  // "C ya" is no letter of a list.
  const isSlang = /^\p{L}$/u.test(first.phrase) && marks.some((mark) => /^ya$|^u$/.test(mark.phrase));
  if (isSlang || (unknown.length > 0 && !mayGoOn(first, marks, folded))) return unsure({ code: 'more_said' });
  return {
    sureness: 'sure',
    value: { kind: 'choice', ids: inOrder(named, ids) },
    span,
    reason: reasonFor(first, unknown.length === 0),
  };
}

const inOrder = (named: Named, ids: readonly string[]) => named.ids.filter((id) => ids.includes(id));

/** "Yes I can do that" may go on; "ok" may not, and "no" only after a pause, which may come after a polite word. */
function mayGoOn(first: Answered, marks: readonly Mark[], folded: Folded): boolean {
  // "No-show" is one word.
  if (/^-\p{L}/u.test(folded.text.slice(first.to, first.to + 3))) return false;
  const { strength } = first.meaning;
  if (strength !== 'pause') return strength === 'starts';
  const next = marks[marks.indexOf(first) + 1];
  const pause = /^\s*[,.!;:)\n-]/;
  return [first, ...(next && isAside(next) ? [next] : [])].some(({ to }) => pause.test(folded.text.slice(to, to + 3)));
}

/** What a text without any answer in it may still be about. */
function readUnnamed(named: Named, folded: Folded, marks: readonly Mark[], unknown: readonly Word[]): Reading {
  const unsure = (ids: string[], reason: ReadingReason): Reading => ({
    sureness: 'unsure',
    offers: inOrder(named, ids).map((id) => ({ kind: 'choice', ids: [id] })),
    reason,
  });
  const beginning = marks.find((mark) => mark.meaning.is !== 'polite');
  const isBeginning = beginning !== undefined && !(unknown[0] && unknown[0].from < beginning.from);
  if (isBeginning && beginning.meaning.is === 'doubt') return unsure([], { code: 'hedged', wrote: beginning.phrase });
  if (folded.text.includes('?')) return { sureness: 'none', reason: { code: 'question' } };
  const only = unknown.length === 1 ? unknown[0] : undefined;
  const isPlain = marks.every(isAside);
  const meant = only && isPlain ? meantBy(only.text, named.books) : null;
  if (only && meant) {
    const wrote = only.text;
    if (meant.ids.length > 1) return unsure(meant.ids, { code: 'several_named' });
    return {
      sureness: 'sure',
      value: { kind: 'choice', ids: meant.ids },
      span: spanOf(folded, only.from, only.to),
      reason: { code: 'typing_error', wrote, meant: meant.phrase },
    };
  }
  if (named.hasPositions && only && isPlain && /^\d+$/.test(only.text))
    return unsure([], { code: 'out_of_bounds', wrote: only.text });
  if (isBeginning && isPlain && beginning.meaning.is === 'idiom' && unknown.length === 0) {
    return unsure([beginning.meaning.means], { code: 'hedged', wrote: beginning.phrase });
  }
  return { sureness: 'none', reason: { code: 'nothing_fits' } };
}

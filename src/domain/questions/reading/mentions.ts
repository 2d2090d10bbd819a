import type { AnswerValue, Reading, ReadingReason } from '../kinds.ts';
import { type Book, everyday, marksIn } from './book.ts';
import type { Folded } from './fold.ts';
import { isAskedBack } from './question-back.ts';
import { spanOf, wordsOf } from './words.ts';

/** A number, a time or a date in a folded text. */
export interface Mention {
  from: number;
  to: number;
  /** What it can mean; the likelier first. */
  values: AnswerValue[];
  /** Why it is not to be taken as it stands. */
  problem?: ReadingReason;
  isAbout?: boolean;
}

/** A text with more of them is no answer, however many there are. */
export const mostMentions = 20;

/** Phrases around a number, a time or a date that only say that it is roughly so. */
export const about = new Set(
  ['about', 'around', 'roughly', 'approx', 'approximately', 'circa', 'ish', 'or so', 'give or take', 'more or less']
    .concat(['como', 'como a', 'como a las', 'unos', 'unas', 'alrededor de', 'cerca de', 'aprox', 'aproximadamente'])
    .concat(['mas o menos', 'a eso de las', 'sobre las', 'y pico', 'at around', 'at about', 'like']),
);

/** Decides what a text with these mentions says. Sure is one of them, at the beginning, with one meaning. */
export function readMentions(mentions: Mention[], folded: Folded, book: Book): Reading {
  const isOutside = ({ from, to }: { from: number; to: number }) =>
    mentions.every((one) => to <= one.from || from >= one.to);
  const first = mentions[0];
  const words = wordsOf(folded.text);
  const outside = mentions.length === 1 ? words.filter(isOutside) : words;
  const { marks, unknown } = marksIn(outside, [book, everyday]);
  const against = marks.find((mark) => mark.meaning.is === 'doubt' || mark.meaning.is === 'negation');
  if (!first) {
    const isBeginning =
      against &&
      against === marks.find((mark) => mark.meaning.is !== 'polite') &&
      !(unknown[0] && unknown[0].from < against.from);
    if (isBeginning) return { sureness: 'unsure', offers: [], reason: { code: 'hedged', wrote: against.phrase } };
    return { sureness: 'none', reason: { code: folded.text.includes('?') ? 'question' : 'nothing_fits' } };
  }
  const offers = distinct(mentions.flatMap((mention) => mention.values));
  if (offers.length === 0 && first.problem?.code === 'nothing_fits') return { sureness: 'none', reason: first.problem };
  const span = spanOf(folded, first.from, mentions.at(-1)!.to);
  const unsure = (reason: ReadingReason): Reading => ({ sureness: 'unsure', offers, span, reason });
  if (mentions.length > 1) return unsure({ code: isRange(folded.text, mentions) ? 'range' : 'several_named' });
  if (first.problem) return unsure(first.problem);
  if (against) return unsure({ code: against.meaning.is === 'doubt' ? 'hedged' : 'negated', wrote: against.phrase });
  if (isAskedBack(folded.text, first.from, first.to)) return unsure({ code: 'question' });
  if (unknown[0] && unknown[0].from < first.from) return unsure({ code: 'in_the_middle' });
  if (offers.length > 1) return unsure({ code: 'two_meanings' });
  const isAbout = first.isAbout || marks.some((mark) => about.has(mark.phrase));
  const code = isAbout ? 'about' : unknown.length === 0 ? 'exact' : 'starts_with';
  return { sureness: 'sure', value: first.values[0]!, span, reason: { code } };
}

function distinct(values: AnswerValue[]): AnswerValue[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()].slice(0, 5);
}

/** "between 5 and 6", "5 to 6", "5 a 6". */
function isRange(text: string, [first, second]: Mention[]): boolean {
  const between = text.slice(first!.to, second!.from).trim();
  return (
    ['-', 'to', 'a', 'thru', 'through', 'and', 'y', '..', '...'].includes(between) &&
    !text.slice(0, first!.from).includes('both')
  );
}

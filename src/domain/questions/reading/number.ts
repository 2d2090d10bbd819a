import type { Reading, ReadingReason } from '../kinds.ts';
import { bookOf } from './book.ts';
import { numbersOf } from './digits.ts';
import { negations } from './doubts.ts';
import type { Folded } from './fold.ts';
import { about, type Mention, readMentions } from './mentions.ts';
import { halfAt, multiplierOf, readNumberWords } from './number-words.ts';
import { isOtherUnit } from './units.ts';
import { phrases, type Word, wordsOf } from './words.ts';

export interface NumberBounds {
  unit?: string;
  min?: number;
  max?: number;
  isWhole?: boolean;
  /** On a scale "4/5" is a four. */
  isScale?: boolean;
}

const book = bookOf({
  negation: negations,
  doubt: phrases(
    'more than|less than|fewer than|over|under|above|below|at least|at most|up to|max|maximum|minimum|min of|almost|nearly|close to|not even|a couple|couple|couple of|a few|few|several|some|many|a lot|lots|a bunch|plus or minus|between',
    'mas de|menos de|por lo menos|al menos|como maximo|como minimo|maximo|minimo|entre|casi|varios|varias|algunos|algunas|unos cuantos|unas cuantas|un par|muchos|muchas|pocos|pocas|bastante',
  ),
  polite: [
    ...about,
    ...phrases(
      'i have|i got|i have got|ive got|we have|we got|weve got|got|have|there are|there is|there were|theres|just|only|i did|i worked|i drove|we did|total|total of|a total of|exactly|id say|i say|i would say|say|a|an|id give it|id give it a|i give it|i give it a|i rate it|my|was|were|is|are|around a',
      'tengo|tenemos|hay|son|es|fueron|fue|quedan|solo|solamente|nomas|hice|trabaje|maneje|en total|total|exactamente|yo diria|diria|le doy|le pongo|un|serian|seria',
    ),
  ],
});
const nothing = new Set(phrases('none|zero|nothing|nada|ninguno|ninguna|cero|not any|not one'));

/** Reads a text as a number within bounds. */
export function readNumber(bounds: NumberBounds, folded: Folded, language: 'en' | 'es'): Reading {
  const words = wordsOf(folded.text);
  if (
    words.length > 0 &&
    nothing.has(
      words
        .map((word) => word.text)
        .slice(0, 3)
        .join(' '),
    )
  ) {
    const zero = within({ from: words[0]!.from, to: words.at(-1)!.to, values: [] }, [0], bounds);
    return readMentions([zero], folded, book);
  }
  return readMentions(numbersIn(words, folded.text, bounds, language), folded, book);
}

function numbersIn(words: Word[], text: string, bounds: NumberBounds, language: 'en' | 'es'): Mention[] {
  const found: Mention[] = [];
  const clusters = text.matchAll(/\d[\d.,]*(?:[:/-]\d[\d.,]*)*/g);
  let reached = 0;
  let cluster = clusters.next();
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word.from < reached) continue;
    while (!cluster.done && cluster.value.index < word.from) cluster = clusters.next();
    if (!cluster.done && cluster.value.index < word.to) {
      const mention = fromDigits(
        cluster.value.index,
        cluster.value[0].replace(/[.,]+$/, ''),
        words,
        i,
        text,
        bounds,
        language,
      );
      found.push(mention);
      reached = mention.to;
      continue;
    }
    const read = readNumberWords(words, i);
    if (!read) continue;
    const { to } = words[read.next - 1]!;
    found.push(checked({ from: word.from, to, values: [] }, [read.number], words[read.next]?.text, bounds));
    reached = to;
  }
  return found;
}

const unusable = { values: [], problem: { code: 'nothing_fits' } satisfies ReadingReason };

function fromDigits(
  from: number,
  written: string,
  words: Word[],
  i: number,
  text: string,
  bounds: NumberBounds,
  language: 'en' | 'es',
): Mention {
  let to = from + written.length;
  const word = words[i]!;
  if (from > word.from || /\d$/.test(text[from - 1] ?? ''))
    return { from: word.from, to: Math.max(to, word.to), ...unusable };
  const suffix = /^\p{L}+/u.exec(text.slice(to, to + 12))?.[0] ?? '';
  const after = words.findIndex((next, n) => n >= i && n < i + 9 && next.from >= to + suffix.length);
  const next = suffix || words[after]?.text;
  if (/^(st|nd|rd|th|am|pm|a|p|ro|da)$/.test(suffix) || written.includes(':'))
    return { from, to: to + suffix.length, ...unusable };
  if (/[-/]/.test(written)) return fromPair(from, to, written, words[after]?.text, bounds, language);

  let numbers = numbersOf(written, language);
  if (numbers.length === 0) return { from, to, ...unusable };
  if (written.replace(/\D/g, '').length > 15)
    return { from, to, values: [], problem: { code: 'out_of_bounds', wrote: written } };
  const fraction = /^ ([1-3])\/([2-4])(?![\d/])/.exec(text.slice(to, to + 6));
  const multiplier = multiplierOf(next);
  const half = halfAt(words, suffix ? words.length : after);
  const isAbout = text.slice(0, from).trimEnd().endsWith('~') || suffix === 'ish';
  if (fraction) {
    numbers = numbers.map((number) => number + Number(fraction[1]) / Number(fraction[2]));
    to += fraction[0].length;
  } else if (multiplier) {
    numbers = numbers.map((number) => number * multiplier);
    to = suffix ? to + suffix.length : words[after]!.to;
  } else if (half > 0) {
    numbers = numbers.map((number) => number + 0.5);
    to = words[after + half - 1]!.to;
  } else if (suffix === 'ish') to += 3;
  if (/^ ?\+/.test(text.slice(to, to + 2)))
    return { from, to, values: valuesOf(numbers), problem: { code: 'hedged', wrote: '+' } };
  if (bounds.isScale) {
    const outOf = /^ (?:out of|of|de|sobre) (\d{1,3})(?!\d)/.exec(text.slice(to, to + 12));
    if (outOf) return fromPair(from, to + outOf[0].length, `${written}/${outOf[1]}`, undefined, bounds, language);
  }
  const minus = /(?:^|[\s(])(-|minus |negative |- )[$€£]?$/.exec(text.slice(Math.max(0, from - 12), from))?.[1];
  if (minus) {
    numbers = minus === '- ' ? [...numbers, ...numbers.map((number) => -number)] : numbers.map((number) => -number);
    from -= minus.length;
  }
  const sign = /^ ?(%|€|\$|°[fc]|°)/.exec(text.slice(to, to + 4))?.[1];
  return checked(
    { from, to, values: [], ...(isAbout && { isAbout }) },
    numbers,
    sign ?? (multiplier ? undefined : next),
    bounds,
  );
}

const valuesOf = (numbers: number[]) => numbers.map((number) => ({ kind: 'number' as const, number }));

/** "1/2" is a half, "4/5" is a four on a scale to five, "5-6" is a range; "11/28/26" is no number. */
function fromPair(
  from: number,
  to: number,
  written: string,
  unit: string | undefined,
  bounds: NumberBounds,
  language: 'en' | 'es',
): Mention {
  const [a, b, ...more] = written.split(/[-/]/);
  const numbers = [a!, b!].flatMap((part) => numbersOf(part, language));
  if (more.length > 0 || numbers.length !== 2) return { from, to, ...unusable };
  const [first, second] = numbers as [number, number];
  if (written.includes('-')) return { from, to, values: valuesOf(numbers), problem: { code: 'range' } };
  if (bounds.isScale) {
    if (second === bounds.max) return within({ from, to, values: [] }, [first], bounds);
    return { from, to, values: [], problem: { code: 'other_unit', wrote: written } };
  }
  if (first < second && [2, 3, 4, 8].includes(second))
    return checked({ from, to, values: [] }, [first / second], unit, bounds);
  return { from, to, ...unusable };
}

function checked(mention: Mention, numbers: number[], unit: string | undefined, bounds: NumberBounds): Mention {
  if (unit && isOtherUnit(unit, bounds.unit))
    return { ...mention, values: [], problem: { code: 'other_unit', wrote: unit } };
  return within(mention, numbers, bounds);
}

/** Of what was meant, that which is within the bounds; a number of which none is says why. */
function within(mention: Mention, numbers: number[], { min, max, isWhole }: NumberBounds): Mention {
  const wrote = String(numbers[0]);
  const inside = numbers.filter((number) => number >= (min ?? -Infinity) && number <= (max ?? Infinity));
  const values = valuesOf(inside.filter((number) => !isWhole || Number.isInteger(number)));
  if (values.length > 0) return { ...mention, values };
  return { ...mention, values, problem: { code: inside.length > 0 ? 'not_whole' : 'out_of_bounds', wrote } };
}

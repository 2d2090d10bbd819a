import { numbersOf } from './digits.ts';
import type { Mention } from './mentions.ts';
import { type NumberBounds, within } from './number-bounds.ts';
import { halfAt, multiplierOf } from './number-words.ts';
import type { Word } from './words.ts';

/** A text in which numbers are looked for, and what for. */
export interface NumberScene {
  text: string;
  words: Word[];
  bounds: NumberBounds;
  language: 'en' | 'es';
}

const unusable = (from: number, to: number): Mention => ({ from, to, values: [], problem: { code: 'nothing_fits' } });

/** The number that digits at `from`, in the word `i`, stand for together with what is written around them. */
export function digitMention(scene: NumberScene, from: number, written: string, i: number): Mention {
  const { text, words, bounds } = scene;
  const word = words[i]!;
  const end = from + written.length;
  if (from > word.from || /\d/.test(text[from - 1] ?? '')) return unusable(word.from, Math.max(end, word.to));
  const suffix = /^\p{L}+/u.exec(text.slice(end, end + 12))?.[0] ?? '';
  if (/^(st|nd|rd|th|am|pm|a|p|o|ro|da)$/.test(suffix) || written.includes(':'))
    return unusable(from, end + suffix.length);
  let after = i;
  while (words[after] && words[after]!.from < end + suffix.length) after++;
  const next = suffix || words[after]?.text;
  if (/[-/]/.test(written)) return pairMention(scene, from, end, written, next);
  const outOf = bounds.isScale && /^ (?:out of|of|de|sobre) (\d{1,3})(?!\d)/.exec(text.slice(end, end + 14));
  if (outOf) return pairMention(scene, from, end + outOf[0].length, `${written}/${outOf[1]}`, undefined);

  const point = /(?:^|[^.,\d\p{L}])([.,])$/u.test(text.slice(Math.max(0, from - 2), from)) ? 1 : 0;
  const numbers = point ? [Number(`0.${written.replace(/\D/g, '')}`)] : numbersOf(written, scene.language);
  if (numbers.length === 0) return unusable(from, end);
  if (written.length > 15) return { from, to: end, values: [], problem: { code: 'out_of_bounds', wrote: written } };
  const before = text.slice(Math.max(0, from - 12), from - point);
  const minus = /(?:^|[\s(])(-|minus |negative |- )[$€£]?$/.exec(before)?.[1] ?? '';
  const more = addedAt(scene, end, suffix, after);
  const sums = numbers.map((number) => number * more.times + more.plus);
  // A dash and a gap may be a minus, or the sign of a list.
  const signed = minus === '' ? sums : [...(minus === '- ' ? sums : []), ...sums.map((sum) => -sum)];
  const place = {
    from: from - point - minus.length,
    to: more.to,
    ...(/~ ?$|ish$/.test(before + suffix) && { isAbout: true }),
  };
  if (/^ ?\+/.test(text.slice(more.to, more.to + 2))) {
    return { ...within(place, signed, bounds), problem: { code: 'hedged', wrote: '+' } };
  }
  const sign = /^ ?(%|€|\$|°[fc]|°)/.exec(text.slice(more.to, more.to + 4))?.[1];
  return within(place, signed, bounds, sign ?? more.unit);
}

/** "3 1/2", "2k", "2 thousand", "7 and a half": what stands behind digits and belongs to the number. */
function addedAt({ text, words }: NumberScene, end: number, suffix: string, after: number) {
  const fraction = /^ ([1-3])\/([2-4])(?![\d/])/.exec(text.slice(end, end + 6));
  if (fraction) {
    const unit = words.slice(after, after + 3).find((word) => word.from >= end + fraction[0].length)?.text;
    return { plus: Number(fraction[1]) / Number(fraction[2]), times: 1, to: end + fraction[0].length, unit };
  }
  const next = suffix || words[after]?.text;
  const times = multiplierOf(next);
  if (times) return { plus: 0, times, to: suffix ? end + suffix.length : words[after]!.to, unit: undefined };
  const half = suffix ? 0 : halfAt(words, after);
  if (half > 0) return { plus: 0.5, times: 1, to: words[after + half - 1]!.to, unit: words[after + half]?.text };
  return { plus: 0, times: 1, to: suffix === 'ish' ? end + 3 : end, unit: next };
}

/** "1/2" is a half, "4/5" is a four on a scale to five, "5-6" is a range; "11/28/26" is no number. */
function pairMention(
  { bounds, language }: NumberScene,
  from: number,
  to: number,
  written: string,
  unit?: string,
): Mention {
  const [a, b, ...more] = written.split(/[-/]/);
  const numbers = [a!, b!].flatMap((part) => numbersOf(part, language));
  const [first, second] = numbers;
  if (more.length > 0 || numbers.length !== 2) return unusable(from, to);
  if (written.includes('-')) return { ...within({ from, to }, numbers, bounds), problem: { code: 'range' } };
  if (bounds.isScale) {
    if (second === bounds.max) return within({ from, to }, [first!], bounds);
    return { from, to, values: [], problem: { code: 'other_unit', wrote: written } };
  }
  const isFraction = first! < second! && [2, 3, 4, 8].includes(second!);
  return isFraction ? within({ from, to }, [first! / second!], bounds, unit) : unusable(from, to);
}

import type { Answering, AnswerValue } from '../../api.ts';
import { number } from '../../words/formats.ts';
import { sayDate } from './say-date.ts';
import type { AnswerWords } from './words-en.ts';

/** How answers of one kind are drawn. Height and order go with the colour, which is never the only sign. */
export type Tone = 'yes' | 'no' | 'other' | 'maybe' | 'none' | 'later' | 'skipped';
export interface Look {
  tone: Tone;
  /** Of 1. */
  height: number;
}

/** Answers that are counted together. */
export interface Bucket extends Look {
  key: string;
  label: string;
  holds(value: AnswerValue): boolean;
}

/** More bars than these tell nobody more. */
const mostBars = 12;

export const unclearLook: Look = { tone: 'maybe', height: 0.84 };
export const silentLook: Look = { tone: 'none', height: 0.34 };
export const laterLook: Look = { tone: 'later', height: 0.34 };
export const skippedLook: Look = { tone: 'skipped', height: 0.08 };

/** What the answers to a question are counted by: its choices; of numbers, times and dates the spans they fall into. */
export function bucketsOf(answering: Answering, values: AnswerValue[], words: AnswerWords): Bucket[] {
  switch (answering.kind) {
    case 'yes_no':
      return [
        { key: 'yes', label: words.yes, tone: 'yes', height: 1, holds: has('yes') },
        { key: 'no', label: words.no, tone: 'no', height: 0.62, holds: has('no') },
      ];
    case 'choice':
    case 'choices':
      return answering.choices.map(({ id, label }, at, all) => ({
        key: id,
        label,
        holds: has(id),
        ...stepped(at, all.length),
      }));
    case 'scale':
      return spans(answering.min, answering.max + 1, 1, (from) => number(from));
    case 'number': {
      const numbers = values.flatMap((value) => (value.kind === 'number' ? [value.number] : []));
      if (numbers.length === 0) return [];
      const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
      const step = niceStep((most - least) / 6, numbers.every(Number.isInteger));
      const start = Math.floor(least / step) * step;
      const unit = answering.unit ? ` ${answering.unit}` : '';
      const isWhole = numbers.every(Number.isInteger);
      const isOne = step === 1 && isWhole;
      return spans(start, most + step / 1000, step, (from, to) =>
        isOne ? `${number(from)}${unit}` : `${number(from)}–${number(isWhole ? to - 1 : to)}${unit}`,
      );
    }
    case 'time': {
      const hours = values.flatMap((value) => (value.kind === 'time' ? [Number(value.time.slice(0, 2))] : []));
      if (hours.length === 0) return [];
      const [least, most] = [Math.min(...hours), Math.max(...hours)];
      const step = most - least < mostBars ? 1 : 3;
      return spans(least - (least % step), most + 1, step, (from, to) => `${clock(from)}–${clock(to)}`, hourOf);
    }
    case 'date': {
      const days = [...new Set(values.flatMap((value) => (value.kind === 'date' ? [value.date] : [])))].sort();
      const shown = days.length > mostBars ? months(days) : days;
      return shown.map((day, at, all) => ({
        key: day,
        label: sayDate(day),
        holds: (value) => value.kind === 'date' && value.date.startsWith(day),
        tone: 'yes',
        height: rising(at, all.length),
      }));
    }
    case 'text':
    case 'photo':
      return [{ key: 'answered', label: words.answered, tone: 'yes', height: 1, holds: () => true }];
  }
}

function has(id: string): (value: AnswerValue) => boolean {
  return (value) => value.kind === 'choice' && value.ids.includes(id);
}

const tones = ['yes', 'no', 'other'] as const;

/** The first choice is the tallest. */
function stepped(at: number, of: number): Look {
  return { tone: tones[at % tones.length]!, height: of < 2 ? 1 : 1 - (0.6 * at) / (of - 1) };
}

function rising(at: number, of: number): number {
  return of < 2 ? 1 : 0.4 + (0.6 * at) / (of - 1);
}

const numberOf = (value: AnswerValue) => (value.kind === 'number' ? value.number : Number.NaN);
const hourOf = (value: AnswerValue) => (value.kind === 'time' ? Number(value.time.slice(0, 2)) : Number.NaN);
const clock = (hour: number) => `${String(hour % 24).padStart(2, '0')}:00`;
const months = (days: string[]) => [...new Set(days.map((day) => day.slice(0, 7)))];

function spans(
  start: number,
  end: number,
  step: number,
  say: (from: number, to: number) => string,
  read = numberOf,
): Bucket[] {
  const count = Math.max(1, Math.ceil((end - start) / step));
  return Array.from({ length: count }, (_, at) => {
    const from = start + at * step;
    return {
      key: String(from),
      label: say(from, from + step),
      holds: (value) => read(value) >= from && read(value) < from + step,
      tone: 'yes',
      height: rising(at, count),
    };
  });
}

/** 1, 2 or 5 times a power of ten, at least as large. */
function niceStep(least: number, isWhole: boolean): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((n) => n * power).find((each) => each >= least) ?? power;
  return isWhole ? Math.max(1, step) : step;
}

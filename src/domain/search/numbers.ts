import { nationalDigits } from '../../platform/phone-number.ts';
import { fold } from './words.ts';

/** Something that may be a phone number: its digits, and where it stands. */
export interface PhoneLike {
  digits: string;
  start: number;
  end: number;
}

const shape = /\+?\p{Nd}[\p{Nd} ().\-/\u00a0\u2010-\u2015\u202f]{4,24}\p{Nd}/gu;

/** Fewer digits are a word like any other. */
const fewest = 7;
/** E.164 has no longer ones. */
const most = 15;

/** What in a text may be a phone number, in any spelling. */
export function phonesIn(text: string): PhoneLike[] {
  return [...text.matchAll(shape)].flatMap(({ 0: written, index }) => {
    const digits = fold(written).replace(/\D/g, '');
    if (digits.length < fewest || digits.length > most) return [];
    return [{ digits, start: index, end: index + written.length }];
  });
}

/** A number is found by any end of it: people leave out the country, and the area. */
export function endsOf(digits: string): string[] {
  return Array.from({ length: digits.length - fewest + 1 }, (_, cut) => digits.slice(cut));
}

/** What a number may be written as where it is found: as it is asked for, or without its country, or the 0 before all others. */
export function spellingsOf(written: string): string[] {
  const digits = fold(written).replace(/\D/g, '');
  const whole = digits.replace(/^0+/, '');
  const national = /^(\+|00)/.test(written) ? nationalDigits(whole) : null;
  const spellings = new Set([digits, whole, whole.slice(-10), national ?? whole]);
  return [...spellings].filter(({ length }) => length >= fewest);
}

import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Who is at the other end: a subscriber, a short code, or a name that can only send. */
export type Address =
  | { kind: 'phone_number'; value: string }
  | { kind: 'short_code'; value: string }
  | { kind: 'sender_name'; value: string };

export type ReadNumber = { kind: 'number'; e164: string; isCertain: boolean } | { kind: 'wrong'; why: string };

/** Mexico dropped the 1 after its country code in 2019; people still type it, and providers send it. */
const oldMexican = /^521(?=\d{10}$)/;

/** As providers nearly always write a number, and with nothing to put right in it. */
const isPlain = /^\+(?!521\d{10}$)[1-9]\d{6,14}$/;

/** Whether a country (ISO 3166-1 alpha-2) has phone numbers, so that national ones can be read by it. */
export function hasPhones(country: string): boolean {
  return isSupportedCountry(country);
}

/**
 * Reads a number as a person types it, national numbers by `country` (ISO 3166-1 alpha-2). `isCertain` is false for
 * numbers that are possible but not in a known range: accept them, warn perhaps.
 */
export function readNumber(typed: string, country: string): ReadNumber {
  const text = visible(typed).replace(/^tel:/i, '');
  if (text === '') return { kind: 'wrong', why: 'Type a phone number.' };
  if (text.length > 40) return { kind: 'wrong', why: 'This is too long to be a phone number.' };
  if (/^\+?\d{3,6}$/.test(text)) return { kind: 'wrong', why: 'This is too short: a person has a whole phone number.' };
  // `extract: false`: otherwise "call +1 415 555 2671 now" would be taken as a number.
  const number = parsePhoneNumberFromString(text, { defaultCountry: country as 'US', extract: false });
  if (number?.ext) return { kind: 'wrong', why: 'A number with an extension cannot get texts.' };
  // A letter in a number ("1-800-FLOWERS") may be dropped by the parser, which leaves another number.
  if (/\p{L}/u.test(text))
    return { kind: 'wrong', why: 'Type the number in digits, with the country code, like +1 415 555 2671.' };
  if (!number)
    return { kind: 'wrong', why: 'This is not a phone number. Type it with the country code, like +1 415 555 2671.' };
  const digits = number.number.slice(1);
  if (oldMexican.test(digits)) return readNumber(`+${digits.replace(oldMexican, '52')}`, country);
  if (!number.isPossible())
    return { kind: 'wrong', why: 'No phone can have this number: it has too few or too many digits.' };
  return { kind: 'number', e164: number.number, isCertain: number.isValid() };
}

/**
 * Reads the sender or recipient that a provider names. Never guesses: `12345` stays a short code, and whatever is not
 * a number stays the name that it is. A channel prefix such as `whatsapp:` is dropped: the person is the same.
 */
export function readAddress(raw: string): Address {
  if (isPlain.test(raw)) return { kind: 'phone_number', value: raw };
  const text = visible(raw).replace(/^(?:whatsapp|sms|tel|rcs):/i, '');
  if (/^\d{3,8}$/.test(text)) return { kind: 'short_code', value: text };
  if (/^\+[\d\s().-]+$/.test(text)) {
    const digits = text.replace(/\D/g, '');
    const current = digits.replace(oldMexican, '52');
    if (/^[1-9]\d{6,14}$/.test(current)) return { kind: 'phone_number', value: `+${current}` };
  }
  return { kind: 'sender_name', value: text.slice(0, 64) || 'anonymous' };
}

/** The digits of an international number without those of its country; null when there is no such country. */
export function nationalDigits(digits: string): string | null {
  return parsePhoneNumberFromString(`+${digits}`)?.nationalNumber ?? null;
}

/** Reading a number takes longer than anything else that is done for a row of a list. */
const shown = new Map<string, string>();
const mostShown = 10_000;

/** Spaces an address for reading: +15550102214 becomes +1 555 010 2214. What is not a number stays as it is. */
export function showAddress(value: string): string {
  const known = shown.get(value);
  if (known !== undefined) return known;
  const number = value.startsWith('+') ? parsePhoneNumberFromString(value) : undefined;
  const spaced = number?.isPossible() ? number.formatInternational() : value;
  if (shown.size >= mostShown) shown.clear();
  shown.set(value, spaced);
  return spaced;
}

/** Without what cannot be seen: numbers copied from an address book often carry marks of their writing direction. */
const visible = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu, '')
    .trim();

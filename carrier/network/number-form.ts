import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

const known = new Map<string, { number: string; country: string } | null>();

/** E.164 of what somebody wrote, read as a US number when it has no `+`; null when it cannot be a phone number. */
export function toE164(written: string): string | null {
  return read(written)?.number ?? null;
}

/** ISO country of a number, or '' when unknown. */
export function countryOf(number: string): string {
  return read(number)?.country ?? '';
}

/** Short code or alphanumeric sender id: things that can send but are no phone numbers. */
export function isShortCode(from: string): boolean {
  return /^\d{3,8}$/.test(from);
}

export function isAlphanumericSender(from: string): boolean {
  return /^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/.test(from);
}

export function isTollFree(number: string): boolean {
  return /^\+1(800|833|844|855|866|877|888)/.test(number);
}

function read(written: string) {
  let reading = known.get(written);
  if (reading === undefined) {
    const parsed =
      written.length > 40 ? undefined : parsePhoneNumberFromString(written, { defaultCountry: 'US', extract: false });
    reading = parsed?.isPossible() && !parsed.ext ? { number: parsed.number, country: parsed.country ?? '' } : null;
    if (known.size >= 50_000) known.clear();
    known.set(written, reading);
  }
  return reading;
}

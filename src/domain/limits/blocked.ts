import { countryOfNumber, isCostly } from '../../platform/countries-of-numbers.ts';
import { AppError } from '../../platform/errors.ts';
import type { Limits } from './read-limits.ts';

/** Why nobody texts a number: it costs like a premium one, or it is of a country that the team does not text. */
export type Blocked = 'blocked_number' | 'blocked_country';

/** Null when the team texts this address. Nothing is blocked over the practice line, which reaches nobody. */
export function whyBlocked({ countries }: Limits, address: string): Blocked | null {
  if (!address.startsWith('+')) return null;
  if (isCostly(address)) return 'blocked_number';
  const country = countryOfNumber(address);
  return country && countries.includes(country) ? null : 'blocked_country';
}

/** @throws AppError `blocked_number` or `blocked_country`, in words. */
export function mustNotBeBlocked(limits: Limits, address: string): void {
  const why = whyBlocked(limits, address);
  if (why === 'blocked_number') {
    throw new AppError(why, 'This is a premium, shared-cost or satellite number. Nothing is sent to those.');
  }
  if (why) {
    const country = countryOfNumber(address);
    const name = country ? new Intl.DisplayNames('en', { type: 'region' }).of(country) : 'no country that we know';
    throw new AppError(
      why,
      `This is a number of ${name}, which the team does not text. An owner or manager can allow it.`,
      {},
      { country },
    );
  }
}

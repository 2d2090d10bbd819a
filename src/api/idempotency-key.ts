import { AppError } from '../platform/errors.ts';

/** The Idempotency-Key of a request, if it has one. @throws AppError `invalid`. */
export function readKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[\x21-\x7e]{1,255}$/.test(header)) return header;
  throw new AppError('invalid', 'An Idempotency-Key has 1 to 255 printable characters.');
}

import { Type } from 'typebox';
import { AppError } from '../platform/errors.ts';
import { storable } from '../platform/storable.ts';

/** The query of every list. A limit out of bounds is brought into them. */
export const pageQuery = {
  after: Type.Optional(Type.String({ maxLength: 1000, description: '`next` of the page before' })),
  limit: Type.Optional(Type.String({ pattern: '^\\d{1,6}$', description: '1 to 200; 50 if left out' })),
};

export function readLimit(limit: string | undefined): number {
  return Math.min(Math.max(Number(limit ?? 50), 1), 200);
}

/** Cuts one row more than the page holds, and says where the next page begins. */
export function cutPage<Row, Place>(
  rows: Row[],
  limit: number,
  placeOf: (row: Row) => Place,
): { rows: Row[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    next: rows.length > limit && last ? writeCursor(placeOf(last)) : null,
  };
}

/** A place in a list, as `next` tells it. */
export function writeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * Reads where a page begins; each part of the place must be what `parts` says.
 * @throws AppError `unreadable` for a cursor that we did not make.
 */
export function readCursor<Name extends string>(
  after: string | undefined,
  parts: Record<Name, (text: string) => boolean>,
): Record<Name, string> | null {
  if (!after) return null;
  try {
    const place = storable(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')));
    const names = Object.keys(parts) as Name[];
    if (names.every((name) => typeof place[name] === 'string' && parts[name](place[name]))) return place;
  } catch {
    // Falls through to the one refusal for every kind of bad cursor.
  }
  throw new AppError('unreadable', 'This is not a place in this list. Start from the first page.', {
    after: 'Use `next` of the page before.',
  });
}

/** Whether a text is a day that a calendar has, such as 2026-11-27. */
export function isDay(text: string): boolean {
  try {
    return /^[1-9]\d{3}-\d\d-\d\d$/.test(text) && Boolean(Temporal.PlainDate.from(text));
  } catch {
    return false;
  }
}

/** Whether a text is a time as PostgreSQL writes it; it answers others, and days that no calendar has, with an error. */
export function isTimeOfRow(text: string): boolean {
  if (/^-?infinity$/.test(text)) return true;
  try {
    return /^[1-9]\d{3}-[\d :.+-]{1,40}$/.test(text) && Boolean(Temporal.Instant.from(text));
  } catch {
    return false;
  }
}

import { Type } from 'typebox';
import { AppError, invalid } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import { storable } from '../platform/storable.ts';

/** The query of every list. A limit out of bounds is brought into them. */
export const pageQuery = {
  after: Type.Optional(Type.String({ maxLength: 1000, description: '`next` of the page before' })),
  limit: Type.Optional(Type.String({ pattern: '^\\d{1,6}$', description: '1 to 200; 50 if left out' })),
};

/** How many rows a page has: 50 unless it was said, 1 to 200. */
export function readLimit(limit: string | undefined): number {
  return Math.min(Math.max(Number(limit ?? 50), 1), 200);
}

type PageQuery = { after?: string | undefined; limit?: string | undefined };

/**
 * Reads one page of a list. `find` is asked for one row more than the page holds, from the place where the page before
 * ended: each part of a place must be what `parts` says.
 * @throws AppError `unreadable` for a cursor that we did not make.
 */
export async function readPage<Row, Name extends string>(
  query: PageQuery,
  parts: Record<Name, (text: string) => boolean>,
  find: (page: { after: Record<Name, string> | null; limit: number }) => Promise<Row[]>,
  placeOf: (row: Row) => Record<Name, string>,
): Promise<{ items: Row[]; next: string | null }> {
  const limit = readLimit(query.limit);
  const found = await find({ after: readCursor(query.after, parts), limit: limit + 1 });
  const { rows: items, next } = cutPage(found, limit, placeOf);
  return { items, next };
}

/** The same for a list in the order of its ids. */
export function readPageById<Row>(
  query: PageQuery,
  find: (page: { after: string | null; limit: number }) => Promise<Row[]>,
  idOf: (row: Row) => string,
): Promise<{ items: Row[]; next: string | null }> {
  return readPage(
    query,
    { id: isId },
    ({ after, limit }) => find({ after: after?.id ?? null, limit }),
    (row) => ({ id: idOf(row) }),
  );
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
    const isWhole = names.every((name) => typeof place[name] === 'string' && parts[name](place[name]));
    // Nor more: whoever hands a place on hands on all that is in it.
    if (isWhole && Object.keys(place).length === names.length) return place;
  } catch {
    // Falls through to the one refusal for every kind of bad cursor.
  }
  throw new AppError('unreadable', 'This is not a place in this list. Start from the first page.', {
    after: 'Use `next` of the page before.',
  });
}

/** Whether a text is how many, or which of them: a whole number of up to nine digits. */
export const isCount = (text: string) => /^\d{1,9}$/.test(text);

/** Whether a text is a day that a calendar has, such as 2026-11-27. */
export function isDay(text: string): boolean {
  try {
    return /^[1-9]\d{3}-\d\d-\d\d$/.test(text) && Boolean(Temporal.PlainDate.from(text));
  } catch {
    return false;
  }
}

/** A day that somebody has chosen. @throws AppError `invalid`, for the field of this name. */
export function mustBeDay(field: string, value: unknown): string {
  if (typeof value === 'string' && isDay(value)) return value;
  throw invalid({ [field]: 'Choose a day, such as 2026-11-27.' });
}

/**
 * Whether a text is a time as PostgreSQL or JSON writes it. PostgreSQL answers all others with an error: days that no
 * calendar has, and zones further than 15 hours from UTC.
 */
export function isTimeOfRow(text: string): boolean {
  if (/^-?infinity$/.test(text)) return true;
  try {
    return timeOfRow.test(text) && Boolean(Temporal.Instant.from(text));
  } catch {
    return false;
  }
}

const timeOfRow = /^[1-9]\d{3}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-](0\d|1[0-5])(:\d\d){0,2})$/;

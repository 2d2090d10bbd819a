import { signedOut } from '../../platform/errors.ts';
import { activeAmong } from './active.ts';
import type { Member } from './member.ts';

/** So many rows are read at once: enough to be quick, and little beside what a process needs anyway. */
const pageSize = 500;

/**
 * Reads a list to its end, each page from where the one before ended, and no faster than somebody takes it: all files of rows
 * are written so. Whoever was sent away while theirs is written gets no more of it. A page that is empty is the last.
 * @throws AppError `signed_out`, in the middle.
 */
export async function* readPages<Row>(
  member: Member,
  read: (after: Row | null, limit: number) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  for (let last: Row | null = null; ; ) {
    if (!(await activeAmong(member, [member.memberId])).has(member.memberId)) throw signedOut();
    const rows: Row[] = await read(last, pageSize);
    // A page may be short: somebody on it was removed just now.
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1) as Row;
  }
}

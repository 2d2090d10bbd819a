import { findTeam, type Member } from '../teams/teams.ts';
import { hasHeader } from './guess.ts';
import { plain } from './header-words.ts';
import { asCalledNow, guessFor } from './known-fields.ts';
import type { Column, Defaults } from './matching.ts';

/** What a file is taken for until somebody says otherwise: what the last one with the same header was, or a guess. */
export async function firstMatching(
  member: Member,
  head: string[][],
): Promise<{ hasHeader: boolean; headerKey: string; matching: Column[]; defaults: Defaults }> {
  const { country } = await findTeam(member);
  const isHeader = hasHeader(head, country);
  const headerKey = isHeader ? JSON.stringify((head[0] ?? []).map(plain)) : '';
  const before = isHeader ? await lastLike(member, headerKey) : undefined;
  return {
    hasHeader: isHeader,
    headerKey,
    matching: await guessFor(member, head, isHeader, country),
    defaults: { group: null, country, timeZone: null, existing: 'fill' },
    ...before,
  };
}

async function lastLike(member: Member, headerKey: string) {
  const row = await member.db
    .selectFrom('imports')
    .select(['matching', 'defaults', 'field_ids'])
    .where('team_id', '=', member.teamId)
    .where('header_key', '=', headerKey)
    .where('checked_at', 'is not', null)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  if (!row) return undefined;
  // A group is for one file: the next one may be of others.
  return {
    matching: await asCalledNow(
      member,
      row.matching as unknown as Column[],
      row.field_ids as unknown as Record<string, string>,
    ),
    defaults: { ...(row.defaults as unknown as Defaults), group: null },
  };
}

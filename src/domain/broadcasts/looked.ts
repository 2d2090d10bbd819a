import { sql } from 'kysely';
import type { Member } from '../teams/teams.ts';

/** Of so few it is quicker to look once more than it is to notice. */
const mostLookedAtTwice = 2000;

const freshMs = 5 * 60_000;

/** As much of a look as sending rests on. */
export interface Seen {
  willGet: number;
  /** Those among them too who have had enough texts this week: each of these is told when theirs is written. */
  counted: number;
  chosen: number;
  zones: string[];
  first: Date | null;
  last: Date | null;
}

/** Keeps what a member was shown of a draft for many, unless it has changed meanwhile. */
export async function remember(member: Member, draft: { id: string; changedAt: Date }, seen: Seen): Promise<void> {
  if (seen.chosen <= mostLookedAtTwice) return;
  const looked = { ...seen, by: member.memberId, at: member.clock.now() };
  await sql`update broadcasts set looked = ${JSON.stringify(looked)}::jsonb
    where team_id = ${member.teamId}::uuid and id = ${draft.id}::uuid and changed_at = ${draft.changedAt}
      and dispatched_at is null`.execute(member.db);
}

/** What the member was shown of a draft a moment ago, if it was this number; null when it is to be looked at anew. */
export async function recall(member: Member, broadcastId: string, expected: number): Promise<Seen | null> {
  const { rows } = await sql<{ looked: Record<'first' | 'last', string | null> & Omit<Seen, 'first' | 'last'> }>`
    select looked from broadcasts
    where team_id = ${member.teamId}::uuid and id = ${broadcastId}::uuid and looked->>'by' = ${member.memberId}
      and (looked->>'at')::timestamptz between ${new Date(member.clock.now().getTime() - freshMs)} and ${member.clock.now()}
      and (looked->>'willGet')::int = ${expected}`.execute(member.db);
  const [row] = rows;
  if (!row) return null;
  const time = (text: string | null) => (text === null ? null : new Date(text));
  return { ...row.looked, first: time(row.looked.first), last: time(row.looked.last) };
}

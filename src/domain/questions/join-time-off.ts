import { sql } from 'kysely';
import { rowsAsTold } from '../../platform/rows-as-told.ts';
import type { TeamTransaction } from '../floor.ts';

/** When people are not asked, as the database tells it. */
export interface StoredTimeOff {
  leaves: { id: string }[];
  work_patterns: { shifts: unknown; paused_until: string | null }[];
}

/** Has a person be away when another is. A weekly pattern of their own stays. */
export async function joinTimeOff(tx: TeamTransaction, fromId: string, toId: string): Promise<void> {
  await sql`update leaves set person_id = ${toId}::uuid
    where team_id = ${tx.teamId}::uuid and person_id = ${fromId}::uuid`.execute(tx.db);
  await sql`
    insert into work_patterns (team_id, person_id, shifts, paused_until)
    select team_id, ${toId}::uuid, shifts, paused_until from work_patterns
    where team_id = ${tx.teamId}::uuid and person_id = ${fromId}::uuid on conflict do nothing`.execute(tx.db);
}

/** Gives two people their time off back: what the one has of the other, and is as it was, goes. */
export async function partTimeOff(
  tx: TeamTransaction,
  keptId: string,
  { kept, other, after, now }: Record<'kept' | 'other' | 'after' | 'now', StoredTimeOff>,
): Promise<void> {
  const ids = other.leaves.map(({ id }) => id);
  await sql`delete from leaves where team_id = ${tx.teamId}::uuid and person_id = ${keptId}::uuid
    and id = any (${ids}::uuid[])`.execute(tx.db);
  await sql`insert into leaves ${rowsAsTold('leaves', other.leaves)}`.execute(tx.db);
  const isTheirs =
    kept.work_patterns.length === 0 && JSON.stringify(now.work_patterns) === JSON.stringify(after.work_patterns);
  if (isTheirs)
    await sql`delete from work_patterns where team_id = ${tx.teamId}::uuid and person_id = ${keptId}::uuid`.execute(
      tx.db,
    );
  await sql`insert into work_patterns ${rowsAsTold('work_patterns', other.work_patterns)}`.execute(tx.db);
}

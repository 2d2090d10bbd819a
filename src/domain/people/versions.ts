import { sql } from 'kysely';
import type { TeamScope, TeamTransaction } from '../floor.ts';
import type { Member } from '../teams/teams.ts';

/**
 * Raises the version of people, by whom and when. Whoever changes what they are called, their numbers, fields or zones does this
 * in the same transaction, in which they are locked. Groups are no part of it: they are joined and left one by one.
 */
export async function noteChanged(tx: TeamTransaction, personIds: string[]): Promise<void> {
  if (personIds.length === 0) return;
  const { memberId = null } = tx as Partial<Member>;
  await sql`update people
    set version = version + 1, changed_by = ${memberId}::uuid, changed_at = ${tx.clock.now()}::timestamptz
    where team_id = ${tx.teamId}::uuid and id = any (${personIds}::uuid[])`.execute(tx.db);
}

/** At which version somebody is who is there, and whose it is. */
export function lastChange(scope: TeamScope, personId: string) {
  return scope.db
    .selectFrom('people')
    .select(['version', 'changed_by as changedBy', 'changed_at as changedAt'])
    .where('team_id', '=', scope.teamId)
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
}

import { sql } from 'kysely';
import type { TeamTransaction } from '../../floor.ts';
import { groupUses } from './change-group.ts';
import { lockRules } from './rule-change.ts';

/** Removes those of some groups that nobody is in, that nothing uses and that still have one of these names. */
export async function removeEmptyGroups(tx: TeamTransaction, groupIds: string[], names: string[]): Promise<void> {
  if (groupIds.length === 0) return;
  await lockRules(tx);
  const ours = sql`team_id = ${tx.teamId}::uuid and id = any (${groupIds}::uuid[])`;
  // Whoever puts somebody into one of them in this moment waits.
  await sql`select from groups where ${ours} order by id for update`.execute(tx.db);
  const used = (await groupUses(tx)).flatMap(({ groupIds }) => groupIds);
  await sql`
    delete from groups where ${ours} and rule is null and name = any (${names}::text[]) and id <> all (${used}::uuid[])
      and not exists (select from group_members where group_members.team_id = groups.team_id
        and group_members.group_id = groups.id)`.execute(tx.db);
}

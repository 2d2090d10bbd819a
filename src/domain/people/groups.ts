import type { TeamScope } from '../floor.ts';

/** Puts a person into exactly these groups; a group that is not there yet is made. */
export async function joinGroups(tx: TeamScope, personId: string, names: string[]): Promise<void> {
  await tx.db.deleteFrom('group_members').where('team_id', '=', tx.teamId).where('person_id', '=', personId).execute();
  if (names.length === 0) return;
  await tx.db
    .insertInto('groups')
    .values(names.map((name) => ({ team_id: tx.teamId, id: tx.newId(), name, created_at: tx.clock.now() })))
    .onConflict((conflict) => conflict.columns(['team_id', 'name']).doNothing())
    .execute();
  await tx.db
    .insertInto('group_members')
    .columns(['team_id', 'group_id', 'person_id'])
    .expression((from) =>
      from
        .selectFrom('groups')
        .select((select) => ['groups.team_id', 'groups.id', select.val(personId).$castTo<string>().as('person_id')])
        .where('team_id', '=', tx.teamId)
        .where('name', 'in', names),
    )
    .execute();
}

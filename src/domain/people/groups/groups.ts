import { sql } from 'kysely';
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

/** Puts a person into one more group, which is made if it is not there yet. */
export async function addToGroup(tx: TeamScope, personId: string, name: string): Promise<void> {
  await sql`insert into groups (team_id, id, name, created_at)
    values (${tx.teamId}::uuid, ${tx.newId()}::uuid, ${name.trim()}, ${tx.clock.now()}) on conflict do nothing`.execute(
    tx.db,
  );
  await sql`insert into group_members (team_id, group_id, person_id)
    select team_id, id, ${personId}::uuid from groups where team_id = ${tx.teamId}::uuid and name = ${name.trim()}
    on conflict do nothing`.execute(tx.db);
}

export interface Group {
  id: string;
  name: string;
  /** How many are in it. */
  people: number;
}

/** The groups of the team, by name. */
export async function listGroups(scope: TeamScope): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select groups.id, groups.name, count(group_members.person_id)::int as people
    from groups left join group_members on group_members.team_id = groups.team_id and group_members.group_id = groups.id
    where groups.team_id = ${scope.teamId}::uuid
    group by groups.id, groups.name order by lower(groups.name), groups.id`.execute(scope.db);
  return rows;
}

import { sql } from 'kysely';
import { invalid } from '../../../platform/errors.ts';
import type { TeamScope } from '../../floor.ts';
import type { Filter } from '../rules/filter.ts';
import { readKnown } from '../rules/known.ts';
import { ruleOf } from '../rules/predicate.ts';

/**
 * Puts a person into exactly these groups; a group that is not there yet is made.
 * @throws AppError `invalid` for a group whose people are found by its rule.
 */
export async function joinGroups(tx: TeamScope, personId: string, names: string[]): Promise<void> {
  await tx.db.deleteFrom('group_members').where('team_id', '=', tx.teamId).where('person_id', '=', personId).execute();
  if (names.length === 0) return;
  await tx.db
    .insertInto('groups')
    .values(names.map((name) => ({ team_id: tx.teamId, id: tx.newId(), name, created_at: tx.clock.now() })))
    .onConflict((conflict) => conflict.columns(['team_id', 'name']).doNothing())
    .execute();
  const byRule = await tx.db
    .selectFrom('groups')
    .select('name')
    .where('team_id', '=', tx.teamId)
    .where('name', 'in', names)
    .where('rule', 'is not', null)
    .executeTakeFirst();
  if (byRule)
    throw invalid({ groups: `Who is in “${byRule.name}” is found by its rule. Nobody is put into it by hand.` });
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

/** Puts a person into one more group, which is made if it is not there yet; one that has a rule finds its people itself. */
export async function addToGroup(tx: TeamScope, personId: string, name: string): Promise<void> {
  await sql`insert into groups (team_id, id, name, created_at)
    values (${tx.teamId}::uuid, ${tx.newId()}::uuid, ${name.trim()}, ${tx.clock.now()}) on conflict do nothing`.execute(
    tx.db,
  );
  await sql`insert into group_members (team_id, group_id, person_id)
    select team_id, id, ${personId}::uuid from groups where team_id = ${tx.teamId}::uuid and name = ${name.trim()}
      and rule is null
    on conflict do nothing`.execute(tx.db);
}

/** A count that reaches this may be more. */
export const mostCounted = 100_000;

export interface Group {
  id: string;
  name: string;
  /** Who belongs to it; null where people are put into it. */
  rule: Filter | null;
  /** How many are in it, `mostCounted` at most. */
  people: number;
}

/** The groups of the team, by name. */
export async function listGroups(scope: TeamScope): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select groups.id, groups.name, groups.rule, (select count(*)::int from (select from group_members
      where group_members.team_id = groups.team_id and group_members.group_id = groups.id
      limit ${sql.lit(mostCounted)}) as counted) as people
    from groups where groups.team_id = ${scope.teamId}::uuid
    order by lower(groups.name), groups.id`.execute(scope.db);
  if (!rows.some(({ rule }) => rule)) return rows;
  const known = await readKnown(scope);
  const counts = rows.flatMap(({ id, rule }) =>
    rule
      ? [
          sql`select ${id}::uuid as id, count(*)::int as people from (select from people
            where people.team_id = ${scope.teamId}::uuid and ${ruleOf(known, id, rule)}
            limit ${sql.lit(mostCounted)}) as counted`,
        ]
      : [],
  );
  const counted = await sql<{ id: string; people: number }>`${sql.join(counts, sql` union all `)}`.execute(scope.db);
  const of = new Map(counted.rows.map(({ id, people }) => [id, people]));
  return rows.map((group) => ({ ...group, people: of.get(group.id) ?? group.people }));
}

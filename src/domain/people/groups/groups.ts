import { sql } from 'kysely';
import { invalid } from '../../../platform/errors.ts';
import type { TeamScope } from '../../floor.ts';
import type { Filter } from '../rules/filter.ts';
import { readKnown } from '../rules/known.ts';
import { ruleOf } from '../rules/predicate.ts';
import { mostGroups, namedGroups } from './name-groups.ts';

/**
 * Puts a person into exactly these groups; a group that is not there yet is made.
 * @throws AppError `invalid` for a group whose people are found by its rule, and for more groups than a team can have.
 */
export async function joinGroups(tx: TeamScope, personId: string, names: string[]): Promise<void> {
  await tx.db.deleteFrom('group_members').where('team_id', '=', tx.teamId).where('person_id', '=', personId).execute();
  const { groups } = await namedGroups(tx, names, mostGroups);
  if (groups.length < names.length) throw invalid({ groups: `A team can have ${mostGroups} groups.` });
  const byRule = groups.find(({ hasRule }) => hasRule);
  if (byRule)
    throw invalid({ groups: `Who is in “${byRule.name}” is found by its rule. Nobody is put into it by hand.` });
  await join(
    tx,
    personId,
    groups.map(({ id }) => id),
  );
}

/** Puts a person into one more group, which is made if it is not there yet; one that has a rule finds its people itself. */
export async function addToGroup(tx: TeamScope, personId: string, name: string): Promise<void> {
  // Nobody is there whom a refusal would reach.
  const { groups } = await namedGroups(tx, [name.trim()], Number.MAX_SAFE_INTEGER);
  await join(
    tx,
    personId,
    groups.flatMap(({ id, hasRule }) => (hasRule ? [] : [id])),
  );
}

async function join(tx: TeamScope, personId: string, groupIds: string[]): Promise<void> {
  await sql`insert into group_members (team_id, group_id, person_id)
    select ${tx.teamId}::uuid, id, ${personId}::uuid from unnest(${groupIds}::uuid[]) as id
    on conflict do nothing`.execute(tx.db);
}

/** A count that reaches this may be more. */
export const mostCounted = 100_000;

export interface Group {
  id: string;
  name: string;
  /** Who belongs to it; null where people are put into it. */
  rule: Filter | null;
  /** How many are in it, `mostCounted` at most; null where nobody asked. */
  people: number | null;
}

/** The groups of the team, by name; `isCounted`: with how many are in each, for which rules look at everybody. */
export async function listGroups(scope: TeamScope, isCounted = false): Promise<Group[]> {
  const members = sql`(select count(*)::int from (select from group_members
    where group_members.team_id = groups.team_id and group_members.group_id = groups.id
    limit ${sql.lit(mostCounted)}) as counted)`;
  const { rows } = await sql<Group>`
    select groups.id, groups.name, groups.rule, ${isCounted ? members : sql`null::int`} as people
    from groups where groups.team_id = ${scope.teamId}::uuid
    order by lower(groups.name), groups.id`.execute(scope.db);
  if (!isCounted || !rows.some(({ rule }) => rule)) return rows;
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

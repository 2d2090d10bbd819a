import { sql } from 'kysely';
import type { TeamScope } from '../../floor.ts';

/** A team has a number of groups that somebody can look over. */
export const mostGroups = 500;

/**
 * Makes groups by name that are not there yet, in small letters or large, as far as the team has room for them.
 * @returns the ids of all that are there, by the names given, and of those that were made.
 */
export async function nameGroups(
  tx: TeamScope,
  names: string[],
): Promise<{ ids: Map<string, string>; made: string[] }> {
  const { groups, made } = await namedGroups(tx, names, mostGroups);
  return { ids: new Map(groups.map(({ typed, id }) => [typed, id])), made };
}

interface Named {
  typed: string;
  id: string;
  /** As the team calls it. */
  name: string;
  hasRule: boolean;
}

/** The same with more of each, in a team that has room for `most`. */
export async function namedGroups(
  tx: TeamScope,
  names: string[],
  most: number,
): Promise<{ groups: Named[]; made: string[] }> {
  if (names.length === 0) return { groups: [], made: [] };
  const { rows: made } = await sql<{ id: string }>`
    insert into groups (team_id, id, name, created_at)
    select distinct on (lower(name)) ${tx.teamId}::uuid, id, name, ${tx.clock.now()}::timestamptz
    from unnest(${names.map(() => tx.newId())}::uuid[], ${names}::text[]) as named (id, name)
    where not exists (select from groups
      where groups.team_id = ${tx.teamId}::uuid and lower(groups.name) = lower(named.name))
    order by lower(name)
    limit greatest(0, ${sql.lit(most)} - (select count(*) from groups where team_id = ${tx.teamId}::uuid))
    on conflict do nothing returning id`.execute(tx.db);
  const { rows: groups } = await sql<Named>`
    select typed, id, name, rule is not null as "hasRule"
    from unnest(${names}::text[]) as typed join groups on team_id = ${tx.teamId}::uuid and lower(name) = lower(typed)`.execute(
    tx.db,
  );
  return { groups, made: made.map(({ id }) => id) };
}

import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { forgetPeople } from '../imports/imports.ts';
import { forgetCalls } from '../inbound/inbound.ts';
import { undoMs } from './stored-removal.ts';

/**
 * Forgets for good what was kept of people who cannot be brought back any more, also in the files that named them and the
 * calls that brought their texts; and that somebody was removed, once nobody counts texts by it any more (`before`).
 * @returns of how many people something was forgotten.
 * @throws AggregateError when files still name some, with why; all others are forgotten by then.
 */
export async function pruneRemoved(scope: TeamScope, before: Date): Promise<number> {
  const over = await listOver(scope);
  const { left, faults } = await forgetPeople(
    scope,
    over.flatMap(({ people }) => people),
  );
  await forgetCalls(
    scope,
    new Map(over.flatMap(({ numbers, begunAt }) => numbers.map((number) => [number, begunAt] as const))),
  );
  const gone = over.filter(({ people }) => !people.some((id) => left.has(id)));
  await sql`update removed_people as gone set rows = null, file_ids = '{}'
    from unnest(${gone.map(({ removalId }) => removalId)}::uuid[], ${gone.map(({ personId }) => personId)}::uuid[])
      as over (removal_id, person_id)
    where gone.team_id = ${scope.teamId}::uuid and gone.removal_id = over.removal_id
      and gone.person_id = over.person_id`.execute(scope.db);
  await sql`delete from removals where team_id = ${scope.teamId}::uuid
    and begun_at < ${before}::timestamptz and state not in ('removing', 'undoing')
    and not exists (select from removed_people where removed_people.team_id = removals.team_id
      and removal_id = removals.id and rows is not null)`.execute(scope.db);
  if (faults.length > 0) throw new AggregateError(faults, `Files still name ${left.size} of those who are removed.`);
  return gone.length;
}

interface Over {
  removalId: string;
  personId: string;
  begunAt: Date;
  numbers: string[];
  /** Whom they were. */
  people: string[];
}

/** What was kept of one can be large, and is unpacked to be read. */
const atOnce = 500;

async function listOver(scope: TeamScope): Promise<Over[]> {
  const since = new Date(scope.clock.now().getTime() - undoMs);
  const over: Over[] = [];
  for (let last: Over | undefined, isMore = true; isMore; last = over.at(-1)) {
    const { rows } = await sql<Over>`
      select removal_id as "removalId", person_id as "personId", begun_at as "begunAt",
        -- Of whom an older version has removed nothing but their rows is known.
        array(select coalesce(one ->> 'address', '') from jsonb_array_elements(coalesce(rows -> 'numbers', rows -> 'phones')) as one) as numbers,
        array(select one ->> 'id' from jsonb_array_elements(coalesce(rows -> 'were', '[]')) as one) as people
      from removed_people as gone
      join removals on removals.team_id = gone.team_id and removals.id = gone.removal_id
      where gone.team_id = ${scope.teamId}::uuid and rows is not null
        and (state = 'for_good' or state <> 'undoing' and begun_at < ${since}::timestamptz)
        and (${last?.removalId ?? null}::uuid is null
          or (removal_id, person_id) > (${last?.removalId ?? null}::uuid, ${last?.personId ?? null}::uuid))
      order by removal_id, person_id limit ${sql.lit(atOnce)}`.execute(scope.db);
    over.push(...rows);
    isMore = rows.length === atOnce;
  }
  return over;
}

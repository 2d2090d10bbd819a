import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import type { Person } from '../people/people.ts';
import { findBoth } from './both.ts';

/** What two people would be as one. */
export interface Preview {
  kept: Person;
  other: Person;
  /** What both have, and not the same. */
  differences: Difference[];
  /** What goes from the other to the one who stays. */
  counts: { texts: number; notes: number; answers: number; waiting: number };
  /** In how many rounds both were asked: the one who has answered counts. */
  askedBoth: number;
}

interface Difference {
  /** `field` names it by `key`. */
  what: 'name' | 'timeZone' | 'phone' | 'field';
  key: string | null;
  kept: string;
  other: string;
}

/**
 * What merging two people would do.
 * @throws as `findBoth`.
 */
export async function preview(scope: TeamScope, keptId: string, otherId: string): Promise<Preview> {
  const { kept, other } = await findBoth(scope, keptId, otherId);
  const of = (table: string) => sql`(select count(*)::int from ${sql.table(table)} as one
    where one.team_id = ${scope.teamId}::uuid and one.conversation_id = ${other.conversationId}::uuid`;
  const { rows } = await sql<Preview['counts'] & { askedBoth: number }>`
    select ${of('messages')}) as texts, ${of('notes')} and deleted_at is null) as notes, ${of('outbox')}) as waiting,
      ${of('asks')} and state = 'answered') as answers,
      (select count(*)::int from asks as one join asks as two on two.team_id = one.team_id and two.round_id = one.round_id
        where one.team_id = ${scope.teamId}::uuid and one.person_id = ${keptId}::uuid
          and two.person_id = ${otherId}::uuid) as "askedBoth"`.execute(scope.db);
  const { askedBoth, ...counts } = rows[0] as Preview['counts'] & { askedBoth: number };
  return { kept, other, differences: differencesOf(kept, other), counts, askedBoth };
}

function differencesOf(kept: Person, other: Person): Difference[] {
  const pairs: [Difference['what'], string | null, string | null | undefined, string | null | undefined][] = [
    ['name', null, kept.name, other.name],
    ['phone', null, kept.phones[0], other.phones[0]],
    ['timeZone', null, kept.timeZone, other.timeZone],
    ...Object.keys(kept.fields)
      .filter((key) => Object.hasOwn(other.fields, key))
      .map(
        (key) =>
          ['field', key, String(kept.fields[key] ?? ''), String(other.fields[key] ?? '')] as (typeof pairs)[number],
      ),
  ];
  return pairs.flatMap(([what, key, one, two]) =>
    one && two && one !== two ? [{ what, key, kept: one, other: two }] : [],
  );
}

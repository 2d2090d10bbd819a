import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import type { ImportedOptOut, Replacing } from '../people/people.ts';

/** What an import does, or did, to somebody who was known before. */
export interface StoredChange extends Replacing {
  place: number;
  /** The numbers and groups that come on top. */
  phones: string[];
  groups: string[];
  optedOut: ImportedOptOut[];
}

interface Row {
  place: number;
  person_id: string;
  name: string | null;
  time_zone: string | null;
  fields: Record<string, string>;
  before: Replacing['from'];
  phones: string[];
  groups: string[];
  opted_out_at: Date | null;
  addresses: string[];
}

/** The changes that some rows of an import make, in the order of the people. */
export async function findChanges(
  tx: TeamTransaction,
  importId: string,
  from: number,
  to: number,
): Promise<StoredChange[]> {
  const { rows } = await sql<Row>`
    select place, person_id, name, time_zone, fields, before, phones, groups, opted_out_at,
      case when opted_out_at is not null then array(select address from phones where phones.team_id = import_rows.team_id
        and phones.person_id = import_rows.person_id) else '{}' end as addresses
    from import_rows where team_id = ${tx.teamId}::uuid and import_id = ${importId}::uuid and outcome = 'change'
      and place >= ${from}::int and place < ${to}::int order by person_id`.execute(tx.db);
  return rows.map(({ place, person_id, name, time_zone, fields, before, phones, groups, opted_out_at, addresses }) => ({
    place,
    personId: person_id,
    from: before,
    to: { ...(name !== null && { name }), ...(time_zone !== null && { timeZone: time_zone }), fields },
    phones,
    groups,
    optedOut: opted_out_at
      ? [...new Set([...addresses, ...phones])].map((address) => ({ address, words: null, saidAt: opted_out_at }))
      : [],
  }));
}

import { sql } from 'kysely';
import { listOfTexts } from '../../platform/statement.ts';
import type { TeamTransaction } from '../floor.ts';
import type { ImportedOptOut, Known, Replacing } from '../people/people.ts';

/** What an import does, or did, to somebody who was known before. */
export interface StoredChange extends Replacing {
  place: number;
  /** The numbers and groups that come on top. */
  phones: string[];
  groups: string[];
  optedOut: ImportedOptOut[];
  /** What of it was done; before it is written, all. */
  done: Done;
}

/** What the writing did: no more than that is taken back. */
interface Done {
  to: Known;
  phones: string[];
  groupIds: string[];
}

interface Row {
  place: number;
  person_id: string;
  name: string | null;
  time_zone: string | null;
  fields: Record<string, string>;
  before: Replacing['from'] | null;
  phones: string[];
  groups: string[];
  opted_out_at: Date | null;
  addresses: string[];
  done: Done | null;
  group_ids: string[];
}

/** The changes that some rows of an import make, in the order of the people. */
export async function findChanges(
  tx: TeamTransaction,
  importId: string,
  from: number,
  to: number,
): Promise<StoredChange[]> {
  const { rows } = await sql<Row>`
    select place, person_id, name, time_zone, fields, before, phones, groups, opted_out_at, done,
      -- Rows that were written before it was kept what they did.
      case when done is null then array(select id from groups where groups.team_id = import_rows.team_id
        and groups.name = any (import_rows.groups)) else '{}' end as group_ids,
      case when opted_out_at is not null then array(select address from phones where phones.team_id = import_rows.team_id
        and phones.person_id = import_rows.person_id) else '{}' end as addresses
    from import_rows where team_id = ${tx.teamId}::uuid and import_id = ${importId}::uuid and outcome = 'change'
      and place >= ${from}::int and place < ${to}::int order by person_id`.execute(tx.db);
  return rows.map((row) => {
    const to = {
      ...(row.name !== null && { name: row.name }),
      ...(row.time_zone !== null && { timeZone: row.time_zone }),
      fields: row.fields,
    };
    const saidAt = row.opted_out_at;
    return {
      place: row.place,
      personId: row.person_id,
      // Of whoever is removed nothing is kept.
      from: row.before ?? {},
      to,
      phones: row.phones,
      groups: row.groups,
      optedOut: saidAt
        ? [...new Set([...row.addresses, ...row.phones])].map((address) => ({ address, words: null, saidAt }))
        : [],
      done: row.done ?? { to, phones: row.phones, groupIds: row.group_ids },
    };
  });
}

/** Keeps what writing some rows did, and what of them it had to leave out. */
export async function keepDone(
  tx: TeamTransaction,
  importId: string,
  rows: { place: number; done: Done; reason: string | null; about: string | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update import_rows set done = kept.done, reason = kept.reason, about = kept.about
    from unnest(${rows.map(({ place }) => place)}::int[],
      ${listOfTexts(rows.map(({ done }) => JSON.stringify(done)))}::jsonb[],
      ${listOfTexts(rows.map(({ reason }) => reason))}::text[], ${listOfTexts(rows.map(({ about }) => about))}::text[])
      as kept (place, done, reason, about)
    where team_id = ${tx.teamId}::uuid and import_id = ${importId}::uuid and import_rows.place = kept.place`.execute(
    tx.db,
  );
}

/** Leaves out rows of people who are not there any more: removed, or merged into others. */
export async function rejectGone(tx: TeamTransaction, importId: string, places: number[]): Promise<void> {
  if (places.length === 0) return;
  await sql`
    update import_rows set outcome = 'rejected', about = null,
      reason = 'This person was removed or merged while the import was under way.'
    where team_id = ${tx.teamId}::uuid and import_id = ${importId}::uuid and place = any (${places}::int[])`.execute(
    tx.db,
  );
}

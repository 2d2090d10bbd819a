import { sql } from 'kysely';
import { listOf, listOfTexts } from '../../platform/statement.ts';
import type { TeamTransaction } from '../floor.ts';
import { type Draft, type Result, resultOf } from './draft.ts';
import type { Outcome } from './stored-import.ts';

/** What has become of a row so far. */
export type Looked = { place: number; line: number; outcome: Outcome } & Partial<Result> & {
    reason?: string;
    about?: string | null;
    personId?: string;
    conversationId?: string | null;
  };

/** Keeps what rows would do, and which of them have which numbers first. */
export async function insertResults(
  tx: TeamTransaction,
  importId: string,
  rows: Looked[],
  claims: Map<string, number>,
): Promise<void> {
  const texts = (of: (row: Looked) => string | null | undefined) => listOfTexts(rows.map((row) => of(row) ?? null));
  await sql`
    insert into import_rows (team_id, import_id, place, line, outcome, reason, about, person_id, conversation_id, name,
      phones, groups, fields, time_zone, opted_out_at, before)
    select ${tx.teamId}::uuid, ${importId}::uuid, place, line, outcome, reason, about, person_id, conversation_id, name,
      phones::text[], groups::text[], fields, time_zone, opted_out_at, before
    from unnest(${listOf(rows.map(({ place }) => place))}::int[], ${listOf(rows.map(({ line }) => line))}::int[],
      ${listOf(rows.map(({ outcome }) => outcome))}::text[], ${texts(({ reason }) => reason)}::text[],
      ${texts(({ about }) => about)}::text[], ${texts(({ personId }) => personId)}::uuid[],
      ${texts(({ conversationId }) => conversationId)}::uuid[], ${texts(({ name }) => name)}::text[],
      ${texts(({ phones = [] }) => listOfTexts(phones))}::text[],
      ${texts(({ groups = [] }) => listOfTexts(groups))}::text[],
      ${texts(({ fields = {} }) => JSON.stringify(fields))}::jsonb[], ${texts(({ timeZone }) => timeZone)}::text[],
      ${texts(({ optedOutAt }) => optedOutAt?.toISOString())}::timestamptz[],
      ${texts(({ before }) => before && JSON.stringify(before))}::jsonb[])
      as row (place, line, outcome, reason, about, person_id, conversation_id, name, phones, groups, fields, time_zone,
        opted_out_at, before)`.execute(tx.db);
  if (claims.size === 0) return;
  const numbers = [...claims].sort(([a], [b]) => (a < b ? -1 : 1));
  await sql`
    insert into import_numbers (team_id, import_id, address, place)
    select ${tx.teamId}::uuid, ${importId}::uuid, * from unnest(${listOfTexts(numbers.map(([address]) => address))}::text[],
      ${listOf(numbers.map(([, place]) => place))}::int[])
    on conflict do nothing`.execute(tx.db);
}

/** Changes what rows of before would do, because others went into them; answers what each was and is. */
export async function replaceResults(
  tx: TeamTransaction,
  importId: string,
  drafts: Draft[],
): Promise<{ before: Outcome; now: Outcome }[]> {
  const changes: { before: Outcome; now: Outcome }[] = [];
  for (const draft of drafts) {
    const { outcome, name, phones, groups, fields, timeZone, optedOutAt, before } = resultOf(draft);
    const key = sql`team_id = ${tx.teamId}::uuid and import_id = ${importId}::uuid and place = ${draft.place}::int`;
    const { rows } = await sql<{ was: Outcome }>`
      update import_rows set outcome = ${outcome}, name = ${name}, phones = ${phones}::text[], groups = ${groups}::text[],
        fields = ${JSON.stringify(fields)}::jsonb, time_zone = ${timeZone}, opted_out_at = ${optedOutAt}::timestamptz,
        before = ${before && JSON.stringify(before)}::jsonb
      from (select outcome as was from import_rows where ${key}) as earlier
      where ${key} returning earlier.was`.execute(tx.db);
    const [row] = rows;
    if (row) changes.push({ before: row.was, now: outcome });
  }
  return changes;
}

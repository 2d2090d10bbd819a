import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import * as people from '../people/people.ts';
import { type Draft, draftOf } from './draft.ts';

/** Whom the rows of a block speak of: by number, the person who has it, and the row of the file that had it first. */
export interface Owners {
  people: Map<string, people.Person>;
  drafts: Map<string, Draft>;
}

/** Looks up the owners of some numbers, among the people and in the rows before. */
export async function findOwners(tx: TeamTransaction, importId: string, addresses: string[]): Promise<Owners> {
  const known = await people.findByAddresses(tx, addresses);
  const { rows } = await sql<StoredDraft & { address: string }>`
    select import_numbers.address, import_rows.* from import_numbers
    join import_rows on import_rows.team_id = import_numbers.team_id
      and import_rows.import_id = import_numbers.import_id and import_rows.place = import_numbers.place
    where import_numbers.team_id = ${tx.teamId}::uuid and import_numbers.import_id = ${importId}::uuid
      and import_numbers.address = any (${addresses}::text[])`.execute(tx.db);
  const changed = rows.flatMap(({ outcome, person_id }) => (outcome === 'new' ? [] : [person_id]));
  const persons = await people.findAll(tx, [...new Set(changed)]);
  const byPlace = new Map<number, Draft>();
  const drafts = new Map<string, Draft>();
  for (const { address, ...row } of rows) {
    const draft = byPlace.get(row.place) ?? toDraft(row, persons.get(row.person_id));
    if (!draft) continue;
    byPlace.set(row.place, draft);
    drafts.set(address, draft);
  }
  return { people: known, drafts };
}

interface StoredDraft {
  place: number;
  line: number;
  outcome: string;
  person_id: string;
  conversation_id: string;
  name: string | null;
  phones: string[];
  groups: string[];
  fields: Record<string, string>;
  time_zone: string | null;
  opted_out_at: Date | null;
}

/** Undefined when the person has been removed since. */
function toDraft(row: StoredDraft, known: people.Person | undefined): Draft | undefined {
  const { place, line } = row;
  if (row.outcome !== 'new') {
    if (!known) return undefined;
    const draft = draftOf(known, place, line);
    return {
      ...draft,
      name: row.name ?? draft.name,
      phones: [...draft.phones, ...row.phones],
      groups: [...draft.groups, ...row.groups],
      fields: new Map([...draft.fields, ...Object.entries(row.fields)]),
      timeZone: row.time_zone ?? draft.timeZone,
      optedOutAt: row.opted_out_at,
    };
  }
  return {
    place,
    line,
    known: null,
    personId: row.person_id,
    conversationId: row.conversation_id,
    name: row.name,
    phones: row.phones,
    groups: row.groups,
    fields: new Map(Object.entries(row.fields)),
    timeZone: row.time_zone,
    optedOutAt: row.opted_out_at,
  };
}

import { sql } from 'kysely';
import { listOfTexts } from '../../platform/statement.ts';
import type { TeamTransaction } from '../floor.ts';
import * as people from '../people/people.ts';
import { type Draft, draftOf, newcomer } from './draft.ts';

/** Whom the rows of a block speak of: by number, the person who has it, and the row of the file that had it first. */
export interface Owners {
  people: Map<string, people.Person>;
  drafts: Map<string, Draft>;
}

/**
 * Looks up the owners of some numbers, among the people and in the rows before: by key, whatever the planner knows of tables
 * that have just been filled.
 */
export async function findOwners(tx: TeamTransaction, importId: string, addresses: string[]): Promise<Owners> {
  const { rows: had } = await sql<{ address: string; person_id: string }>`
    select asked.address, person_id from unnest(${listOfTexts(addresses)}::text[]) as asked (address)
    cross join lateral (select person_id from phones where team_id = ${tx.teamId}::uuid
      and phones.address = asked.address offset 0) as phone`.execute(tx.db);
  const { rows } = await sql<StoredDraft & { address: string }>`
    select asked.address, row.* from unnest(${listOfTexts(addresses)}::text[]) as asked (address)
    cross join lateral (select place from import_numbers where team_id = ${tx.teamId}::uuid
      and import_id = ${importId}::uuid and import_numbers.address = asked.address offset 0) as first
    cross join lateral (select * from import_rows where team_id = ${tx.teamId}::uuid
      and import_id = ${importId}::uuid and import_rows.place = first.place offset 0) as row`.execute(tx.db);
  const changed = rows.flatMap(({ outcome, person_id }) => (outcome === 'new' ? [] : [person_id]));
  const persons = await people.findAll(tx, [...new Set([...changed, ...had.map(({ person_id }) => person_id)])]);
  const byPlace = new Map<number, Draft>();
  const drafts = new Map<string, Draft>();
  for (const { address, ...row } of rows) {
    const draft = byPlace.get(row.place) ?? toDraft(row, persons.get(row.person_id));
    if (!draft) continue;
    byPlace.set(row.place, draft);
    drafts.set(address, draft);
  }
  const known = had.flatMap(({ address, person_id }) => {
    const person = persons.get(person_id);
    return person ? [[address, person] as const] : [];
  });
  return { people: new Map(known), drafts };
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

/** Somebody as the rows before have left them; undefined when the person has been removed since. */
function toDraft(row: StoredDraft, known: people.Person | undefined): Draft | undefined {
  const { place, line, person_id: personId, conversation_id: conversationId } = row;
  const isNew = row.outcome === 'new';
  const before = isNew ? newcomer(place, line, { personId, conversationId }) : known && draftOf(known, place, line);
  return (
    before && {
      ...before,
      name: row.name ?? before.name,
      phones: [...before.phones, ...row.phones],
      groups: [...before.groups, ...row.groups],
      fields: new Map([...before.fields, ...Object.entries(row.fields)]),
      timeZone: row.time_zone ?? before.timeZone,
      optedOutAt: row.opted_out_at,
    }
  );
}

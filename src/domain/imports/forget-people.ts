import { sql } from 'kysely';
import { inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
import { ended, forgetNumbers } from './forget.ts';
import { lock } from './stored-import.ts';

const peopleAtOnce = 5000;

/** Each may stand in a block of its own, which is written anew as a whole. */
const rowsAtOnce = 500;

/**
 * Takes out of the files that were brought in what they told of people by id, who are removed. A file that is still to be
 * written speaks of whom it will bring, and stays as it is.
 * @returns whom a file still names that could not be changed, and why: the others are out of theirs.
 */
export async function forgetPeople(
  scope: TeamScope,
  personIds: string[],
): Promise<{ left: Set<string>; faults: unknown[] }> {
  const left = new Set<string>();
  const faults: unknown[] = [];
  for (let at = 0; at < personIds.length; at += peopleAtOnce) {
    const { rows } = await sql<Named>`
      select import_id as "importId", array_agg(distinct person_id) as people, array_agg(place order by place) as places
      from import_rows where team_id = ${scope.teamId}::uuid
        and person_id = any (${personIds.slice(at, at + peopleAtOnce)}::uuid[])
      group by import_id`.execute(scope.db);
    for (const named of rows)
      await forgetIn(scope, named).catch((error) => {
        faults.push(error);
        for (const id of named.people) left.add(id);
      });
  }
  return { left, faults };
}

/** Whom of them a file names, and where. */
interface Named {
  importId: string;
  people: string[];
  places: number[];
}

async function forgetIn(scope: TeamScope, { importId, people, places }: Named): Promise<void> {
  for (let at = 0; at < places.length; at += rowsAtOnce) {
    const hasEnded = await inTransaction(scope, async (tx) => {
      const job = await lock(tx, importId);
      if (!job || !ended.includes(job.state)) return false;
      await forgetRowsOf(tx, importId, people, places.slice(at, at + rowsAtOnce));
      return true;
    });
    if (!hasEnded) return;
  }
  // Which number stood where was for the look at the file, and that is not taken again.
  await forgetNumbers(scope, importId);
}

async function forgetRowsOf(tx: TeamTransaction, importId: string, people: string[], found: number[]): Promise<void> {
  const file = sql`team_id = ${tx.teamId}::uuid and import_id = ${importId}::uuid`;
  const { rows } = await sql<{ place: number }>`
    update import_rows set name = null, phones = '{}', groups = '{}', fields = '{}', time_zone = null, before = null,
      done = null, about = case when outcome = 'repeat' then about end
    where ${file} and place = any (${found}::int[]) and person_id = any (${people}::uuid[])
    returning place`.execute(tx.db);
  const places = rows.map(({ place }) => place);
  if (places.length === 0) return;
  // Of a row its line stays: it says which one of the file it was. Blocks are found by their keys: to ask each how many rows
  // it has is to read the file for each of these.
  await sql`
    update import_blocks as block set rows = (
      select json_agg(case when block.first_place + at - 1 = any (${places}::int[]) then json_build_array(cells -> 0)
        else cells end order by at)
      from json_array_elements(block.rows) with ordinality as row (cells, at))
    where ${file} and first_place = any (array(
      select (select max(first_place) from import_blocks where ${file} and first_place <= place)
      from unnest(${places}::int[]) as place))`.execute(tx.db);
  await sql`
    update imports set head = (
      select jsonb_agg(case when at - 1 = any (${places}::int[]) then '[]' else cells end order by at)
      from jsonb_array_elements(head) with ordinality as row (cells, at))
    where team_id = ${tx.teamId}::uuid and id = ${importId}::uuid
      and jsonb_array_length(head) > ${Math.min(...places)}::int`.execute(tx.db);
}

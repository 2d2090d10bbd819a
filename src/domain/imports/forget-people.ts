import { sql } from 'kysely';
import { inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
import { ended } from './forget.ts';
import { lock } from './stored-import.ts';

/**
 * Takes out of the files that were brought in what they told of people by id, who are removed. A file that is still to be
 * written speaks of whom it will bring, and stays as it is.
 */
export async function forgetPeople(scope: TeamScope, personIds: string[]): Promise<void> {
  const { rows } = await sql<{ import_id: string }>`
    select distinct import_id from import_rows
    where team_id = ${scope.teamId}::uuid and person_id = any (${personIds}::uuid[])`.execute(scope.db);
  for (const { import_id: importId } of rows)
    await inTransaction(scope, async (tx) => {
      const job = await lock(tx, importId);
      if (job && ended.includes(job.state)) await forgetIn(tx, importId, personIds);
    });
}

async function forgetIn(tx: TeamTransaction, importId: string, personIds: string[]): Promise<void> {
  const { rows } = await sql<{ place: number }>`
    update import_rows set name = null, phones = '{}', groups = '{}', fields = '{}', time_zone = null, before = null,
      done = null, about = case when outcome = 'repeat' then about end
    where team_id = ${tx.teamId}::uuid and import_id = ${importId}::uuid and person_id = any (${personIds}::uuid[])
    returning place`.execute(tx.db);
  const places = rows.map(({ place }) => place);
  await sql`delete from import_numbers where team_id = ${tx.teamId}::uuid and import_id = ${importId}::uuid
    and place = any (${places}::int[])`.execute(tx.db);
  // Of a row its line stays: it says which one of the file it was.
  await sql`
    update import_blocks as block set rows = (
      select json_agg(case when block.first_place + at - 1 = any (${places}::int[]) then json_build_array(cells -> 0)
        else cells end order by at)
      from json_array_elements(block.rows) with ordinality as row (cells, at))
    where team_id = ${tx.teamId}::uuid and import_id = ${importId}::uuid and exists (
      select from unnest(${places}::int[]) as place
      where place >= first_place and place < first_place + json_array_length(block.rows))`.execute(tx.db);
  await sql`
    update imports set head = coalesce((
      select jsonb_agg(case when at - 1 = any (${places}::int[]) then '[]' else cells end order by at)
      from jsonb_array_elements(head) with ordinality as row (cells, at)), '[]')
    where team_id = ${tx.teamId}::uuid and id = ${importId}::uuid`.execute(tx.db);
}

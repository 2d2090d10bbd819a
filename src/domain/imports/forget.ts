import { sql } from 'kysely';
import { inTransaction, type TeamScope } from '../floor.ts';
import { note, type State } from './stored-import.ts';

/** A statement may take half a minute, and this is done well within it. */
const atOnce = 20_000;

/** Removes what was found out about the rows of an import: they are going to be looked at anew. */
export async function forgetRows(scope: TeamScope, importId: string): Promise<void> {
  await empty(scope, importId, 'import_rows');
  await forgetNumbers(scope, importId);
}

/** Removes which row of an import has which number first. */
export async function forgetNumbers(scope: TeamScope, importId: string): Promise<void> {
  await empty(scope, importId, 'import_numbers');
}

async function empty(scope: TeamScope, importId: string, table: 'import_rows' | 'import_numbers'): Promise<void> {
  const name = sql.table(table);
  for (let gone = atOnce; gone === atOnce; ) {
    const { numAffectedRows } = await sql`
      delete from ${name} where ctid = any (array(select ctid from ${name}
        where team_id = ${scope.teamId}::uuid and import_id = ${importId}::uuid limit ${atOnce}))`.execute(scope.db);
    gone = Number(numAffectedRows);
  }
}

/** The headings stay: they say what the file was. */
async function forgetFirstRows(scope: TeamScope, importId: string): Promise<void> {
  await sql`update imports set head = case when has_header then jsonb_build_array(head -> 0) else '[]' end
    where team_id = ${scope.teamId}::uuid and id = ${importId}::uuid`.execute(scope.db);
}

async function forgetBlocks(scope: TeamScope, importId: string): Promise<void> {
  await sql`delete from import_blocks where team_id = ${scope.teamId}::uuid and import_id = ${importId}::uuid`.execute(
    scope.db,
  );
}

/** Removes an import as if it had never been. */
export async function forget(scope: TeamScope, importId: string): Promise<void> {
  await forgetRows(scope, importId);
  await forgetBlocks(scope, importId);
  await sql`delete from imports where team_id = ${scope.teamId}::uuid and id = ${importId}::uuid`.execute(scope.db);
}

/** With these nothing goes on by itself. */
export const ended: State[] = ['stopped', 'written', 'undone'];

/** Whether what is known of the rows of an import that has ended is gone: nothing can be done with it any more. */
export async function isForgotten(scope: TeamScope, importId: string): Promise<boolean> {
  const block = await scope.db
    .selectFrom('import_blocks')
    .select('first_place')
    .where('team_id', '=', scope.teamId)
    .where('import_id', '=', importId)
    .limit(1)
    .executeTakeFirst();
  return block === undefined;
}

/**
 * Removes what files held that ended, or were taken in and never written, before a time. That one was written, and how it
 * ended, stays; one that was never written goes whole.
 * @returns how many.
 */
export async function pruneImports(scope: TeamScope, before: Date): Promise<number> {
  const has = (table: string) => sql`exists (select from ${sql.table(table)} as held
    where held.team_id = imports.team_id and held.import_id = imports.id)`;
  const isOld = sql<boolean>`coalesce(undone_at, written_at, created_at) < ${before}::timestamptz
    and state not in ('writing', 'undoing')`;
  const { rows } = await sql<{ id: string }>`
    select id from imports where team_id = ${scope.teamId}::uuid and ${isOld} and (state <> all (${ended}::text[])
      or ${sql.join(['import_blocks', 'import_rows', 'import_numbers'].map(has), sql` or `)}
      or jsonb_array_length(head) > has_header::int)`.execute(scope.db);
  let gone = 0;
  for (const { id } of rows) {
    // Whoever has begun to write or undo it meanwhile goes on with it; from here on nobody can.
    const found = await inTransaction(scope, async (tx) => {
      const { rows } = await sql<{ state: State }>`select state from imports
        where team_id = ${tx.teamId}::uuid and id = ${id}::uuid and ${isOld} for update`.execute(tx.db);
      const [job] = rows;
      if (job && ended.includes(job.state)) {
        await forgetBlocks(tx, id);
        await forgetFirstRows(tx, id);
      } else if (job) await note(tx, id, { state: 'uploading' });
      return job;
    });
    if (!found) continue;
    await (ended.includes(found.state) ? forgetRows : forget)(scope, id);
    gone += 1;
  }
  return gone;
}

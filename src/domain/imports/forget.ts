import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';

/** A statement may take half a minute, and this is done well within it. */
const atOnce = 20_000;

/** Removes what was found out about the rows of an import: they are going to be looked at anew. */
export async function forgetRows(scope: TeamScope, importId: string): Promise<void> {
  for (const table of ['import_rows', 'import_numbers']) {
    for (let gone = atOnce; gone === atOnce; ) {
      const name = sql.table(table);
      const { numAffectedRows } = await sql`
        delete from ${name} where ctid = any (array(select ctid from ${name}
          where team_id = ${scope.teamId}::uuid and import_id = ${importId}::uuid limit ${atOnce}))`.execute(scope.db);
      gone = Number(numAffectedRows);
    }
  }
}

async function forgetFile(scope: TeamScope, importId: string): Promise<void> {
  await forgetRows(scope, importId);
  await sql`delete from import_blocks where team_id = ${scope.teamId}::uuid and import_id = ${importId}::uuid`.execute(
    scope.db,
  );
}

/** Removes an import as if it had never been. */
export async function forget(scope: TeamScope, importId: string): Promise<void> {
  await forgetFile(scope, importId);
  await sql`delete from imports where team_id = ${scope.teamId}::uuid and id = ${importId}::uuid`.execute(scope.db);
}

/**
 * Removes what files held that were taken in before a time; that they were, and how it ended, stays. One that was never
 * written goes whole.
 * @returns how many.
 */
export async function pruneImports(scope: TeamScope, before: Date): Promise<number> {
  const rows = await scope.db
    .selectFrom('imports')
    .select(['id', 'state'])
    .where('team_id', '=', scope.teamId)
    .where('created_at', '<', before)
    .where('state', 'not in', ['writing', 'undoing'])
    .where(sql<boolean>`(state not in ('stopped', 'written', 'undone') or exists (select from import_blocks
      where import_blocks.team_id = imports.team_id and import_blocks.import_id = imports.id))`)
    .execute();
  for (const { id, state } of rows) {
    const wasWritten = ['stopped', 'written', 'undone'].includes(state);
    await (wasWritten ? forgetFile : forget)(scope, id);
  }
  return rows.length;
}

import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';

/** A table that holds, until the transaction ends, the rows of another as JSON (`row`). */
export type PutBy = RawBuilder<unknown>;

/**
 * Puts rows of a table by, whatever columns it has, for whatever comes after in this transaction, also once the table is
 * gone. A table that is not there has no rows.
 */
export async function putByRows(db: Database, table: string, which: RawBuilder<unknown>): Promise<PutBy> {
  const { rows } = await sql<{ is_there: boolean }>`
    select to_regclass(${`public.${table}`}) is not null as is_there`.execute(db);
  const name = sql.table(`before_${table}`);
  const source = rows[0]?.is_there
    ? sql`select to_jsonb(one) as row from ${sql.table(`public.${table}`)} as one where ${which}`
    : sql`select null::jsonb as row where false`;
  await sql`create temporary table ${name} on commit drop as ${source}`.execute(db);
  return name;
}

import { type RawBuilder, sql } from 'kysely';

/**
 * What follows `insert into` a table to put rows back as `to_jsonb` has told them, also long ago: columns that have come
 * since get their defaults.
 */
export function rowsAsTold(table: string, rows: readonly object[]): RawBuilder<unknown> {
  const [first] = rows;
  if (!first) return sql`select * from ${sql.table(table)} where false`;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  return sql`(${columns}) select ${columns}
    from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`;
}

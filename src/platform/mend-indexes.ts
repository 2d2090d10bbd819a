import type pg from 'pg';

/**
 * Builds again, beside those who work, each index whose building was broken off: PostgreSQL keeps such a one, and never
 * uses it. Unique ones are not looked at: every file drops its own before it builds it.
 */
export async function mendIndexes(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; is_left_over: boolean }>(brokenOff);
  for (const { name, is_left_over } of rows) {
    await client.query(`${is_left_over ? 'drop index concurrently if exists' : 'reindex index concurrently'} ${name}`);
  }
}

/** With the names that PostgreSQL gives while it builds one anew (https://www.postgresql.org/docs/current/sql-reindex.html). */
const brokenOff = `
  select indexrelid::regclass::text as name, relname ~ '_cc(new|old)\\d*$' as is_left_over
  from pg_index join pg_class on pg_class.oid = indexrelid
  where relnamespace = 'public'::regnamespace and not indisvalid and indislive and not indisunique
    and not exists (select from pg_stat_progress_create_index where index_relid = indexrelid)
  order by is_left_over desc, name`;

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Logger, makeWorkerUtils } from 'graphile-worker';
import type pg from 'pg';

const folder = new URL('../../db/migrations/', import.meta.url);

/**
 * Brings the database up to date: our own SQL files in order, each once, then the queue's tables. Safe when several
 * processes start at once, and one query when there is nothing to do.
 * @throws Error when a landed file was edited, or when the database is newer than this program.
 */
export async function migrate(pool: pg.Pool): Promise<void> {
  const files = await readFiles();
  if (await isUpToDate(pool, files)) return;
  await applyOwn(pool, files);
  const utils = await makeWorkerUtils({ pgPool: pool, logger: new Logger(() => () => {}) });
  await utils.migrate();
  await utils.release();
  await pool.query("insert into migrations (name, checksum) values ('queue', '') on conflict do nothing");
}

interface SqlFile {
  name: string;
  sql: string;
  checksum: string;
}

async function readFiles(): Promise<SqlFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** Whether exactly our files are in, as they are now, and the queue's tables. */
async function isUpToDate(pool: pg.Pool, files: SqlFile[]): Promise<boolean> {
  const found = await pool.query("select to_regclass('public.migrations') is not null as is_there");
  if (!found.rows[0].is_there) return false;
  const { rows } = await pool.query<{ name: string; checksum: string }>('select name, checksum from migrations');
  const applied = new Map(rows.map((row) => [row.name, row.checksum]));
  return (
    applied.has('queue') &&
    applied.size === files.length + 1 &&
    files.every(({ name, checksum }) => applied.get(name) === checksum)
  );
}

async function applyOwn(pool: pg.Pool, files: SqlFile[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    // Ends with the transaction, so a process that dies here blocks nobody.
    await client.query("select pg_advisory_xact_lock(hashtext('hearback migrations'))");
    await client.query(
      'create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; checksum: string }>(
      "select name, checksum from migrations where name <> 'queue'",
    );
    const applied = new Map(rows.map((row) => [row.name, row.checksum]));
    const unknown = rows.find((row) => !files.some(({ name }) => name === row.name));
    if (unknown)
      throw new Error(
        `This database is newer than this Hearback: it already has ${unknown.name}. Start the newer version.`,
      );
    for (const { name, sql, checksum } of files) {
      if (applied.get(name) === checksum) continue;
      if (applied.has(name))
        throw new Error(`db/migrations/${name} was changed after it was applied. Put it back, and write a new one.`);
      await client.query(sql);
      await client.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

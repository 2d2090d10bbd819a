import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';

const folder = new URL('../../db/migrations/', import.meta.url);

/**
 * Brings the database up to date: our own SQL files in order, each once, then the queue's tables. Safe when several
 * processes start at once, and one query when there is nothing to do.
 * @throws Error when a landed file was edited, or when the database is newer than this program.
 */
export async function migrate(pool: pg.Pool): Promise<void> {
  if (await isUpToDate(pool)) return;
  await applyAlone(pool);
  const { Logger, makeWorkerUtils } = await import('graphile-worker');
  const utils = await makeWorkerUtils({ pgPool: pool, logger: new Logger(() => () => {}) });
  await utils.migrate();
  await utils.release();
  await pool.query("insert into migrations (name, checksum) values ('queue', '') on conflict do nothing");
}

/** Whether a database has exactly our files, as they are now, and the queue's tables. One query. */
export async function isUpToDate(client: Queryable): Promise<boolean> {
  const [files, applied] = await Promise.all([
    readFiles(),
    client.query<Migration>('select name, checksum from migrations').catch((error) => {
      if (error.code === undefinedTable) return { rows: [] };
      throw error;
    }),
  ]);
  const checksums = new Map(applied.rows.map(({ name, checksum }) => [name, checksum]));
  return (
    checksums.size === files.length + 1 &&
    checksums.has('queue') &&
    files.every(({ name, checksum }) => checksums.get(name) === checksum)
  );
}

/** PostgreSQL's code for it: nobody has ever been here. */
const undefinedTable = '42P01';

/** One of our SQL files, by name, and the SHA-256 of what it says. */
export interface Migration {
  name: string;
  checksum: string;
}

interface SqlFile extends Migration {
  sql: string;
}

/** The SQL files that a database has seen; none when it is new. */
export async function migrationsOf(client: Queryable): Promise<Migration[]> {
  const found = await client.query("select to_regclass('public.migrations') is not null as is_there");
  if (!found.rows[0].is_there) return [];
  const { rows } = await client.query<Migration>(
    "select name, checksum from migrations where name <> 'queue' order by name",
  );
  return rows;
}

/** Whether a database has not seen all of our SQL files. */
export async function needsMigration(client: Queryable): Promise<boolean> {
  const applied = new Set((await migrationsOf(client)).map(({ name }) => name));
  return (await readFiles()).some(({ name }) => !applied.has(name));
}

/**
 * Whether this program can bring a database with these migrations up to date.
 * @throws Error with a sentence when it cannot.
 */
export async function mustKnow(migrations: Migration[]): Promise<void> {
  mustFit(await readFiles(), migrations);
}

/** Applies, in the caller's transaction, the SQL files that are missing: all of them, or only those named. */
export async function applyMigrations(client: pg.ClientBase, only?: Migration[]): Promise<void> {
  await client.query(
    'create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
  );
  const files = await readFiles();
  const applied = await migrationsOf(client);
  mustFit(files, applied);
  const has = (list: Migration[], name: string) => list.some((each) => each.name === name);
  for (const { name, sql, checksum } of files) {
    if (has(applied, name) || (only && !has(only, name))) continue;
    await client.query(sql);
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum]);
  }
}

type Queryable = Pick<pg.ClientBase, 'query'>;

async function readFiles(): Promise<SqlFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function applyAlone(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    // Ends with the transaction, so a process that dies here blocks nobody.
    await client.query("select pg_advisory_xact_lock(hashtext('hearback migrations'))");
    await applyMigrations(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

function mustFit(files: SqlFile[], applied: Migration[]): void {
  for (const { name, checksum } of applied) {
    const file = files.find((each) => each.name === name);
    if (!file) {
      throw new Error(`This database is newer than this Hearback: it already has ${name}. Start the newer version.`);
    }
    if (file.checksum !== checksum) {
      throw new Error(`db/migrations/${name} was changed after it was applied. Put it back, and write a new one.`);
    }
  }
}

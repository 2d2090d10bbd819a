import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { applyTogether, applyWhileServing } from './apply-migrations.ts';
import { landed, type Migration, readFiles, type SqlFile } from './migration-files.ts';

/**
 * Brings the database up to date: our own SQL files in order, each once, then the queue's tables. Safe when several
 * processes start at once and while others serve, and one query when there is nothing to do.
 * @throws Error when a landed file was edited, when the database is newer than this program, or as `applyWhileServing`.
 */
export async function migrate(pool: pg.Pool, folder = landed): Promise<void> {
  if (await isUpToDate(pool, folder)) return;
  await applyAlone(pool, folder);
  const { Logger, makeWorkerUtils } = await import('graphile-worker');
  const utils = await makeWorkerUtils({ pgPool: pool, logger: new Logger(() => () => {}) });
  await utils.migrate();
  await utils.release();
  await pool.query("insert into migrations (name, checksum) values ('queue', '') on conflict do nothing");
}

/** Whether a database has exactly our files, as they are now, and the queue's tables. One query. */
export async function isUpToDate(client: Queryable, folder = landed): Promise<boolean> {
  const [files, applied] = await Promise.all([
    readFiles(folder),
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
  return (await readFiles(landed)).some(({ name }) => !applied.has(name));
}

/**
 * Whether this program can bring a database with these migrations up to date.
 * @throws Error with a sentence when it cannot.
 */
export async function mustKnow(migrations: Migration[]): Promise<void> {
  mustFit(await readFiles(landed), migrations);
}

/** Applies, in the caller's transaction, the SQL files that are missing: all of them, or only those named. */
export async function applyMigrations(client: pg.ClientBase, only?: Migration[]): Promise<void> {
  const missing = await missingOf(client, landed);
  await applyTogether(
    client,
    missing.filter(({ name }) => !only || only.some((each) => each.name === name)),
  );
}

type Queryable = Pick<pg.ClientBase, 'query'>;

async function missingOf(client: Queryable, folder: URL): Promise<SqlFile[]> {
  await client.query(
    'create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
  );
  const files = await readFiles(folder);
  const applied = await migrationsOf(client);
  mustFit(files, applied);
  return files.filter(({ name }) => !applied.some((each) => each.name === name));
}

async function applyAlone(pool: pg.Pool, folder: URL): Promise<void> {
  const client = await pool.connect();
  try {
    // Asked for again and again: an index that is built beside others waits for every statement that waits.
    const isMine = "select pg_try_advisory_lock(hashtext('hearback migrations')) as is_mine";
    while (!(await client.query(isMine)).rows[0].is_mine) await wait(100);
    const isNew = (await migrationsOf(client)).length === 0;
    if (isNew) await client.query('begin');
    const missing = await missingOf(client, folder);
    await (isNew ? applyTogether : applyWhileServing)(client, missing);
    if (isNew) await client.query('commit');
  } finally {
    // With the connection ends the lock, and what was begun in it.
    client.release(true);
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

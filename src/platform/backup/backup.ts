import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { DB } from '../database.gen.ts';
import type { Database } from '../database.ts';
import { applyMigrations, migrate, migrationsOf, mustKnow } from '../migrations.ts';
import { faultOf } from '../secret-fingerprint.ts';
import { mustBeWhole, readFrames, writeContainer } from './container.ts';
import { load } from './load.ts';
import { framesOf, type Header, notLoss } from './snapshot.ts';

/**
 * Writes everything that a Hearback has into one new file, as it was at one moment, while it works on. Memory stays
 * small whatever the size. Answers the size of the file in bytes.
 * @throws Error when the file cannot be written, the database breaks off, or the secret that is to go with it is not the one
 * of this database; then there is no file.
 */
export async function backUp(
  pool: pg.Pool,
  { path, folder, secret }: { path: string; folder: string; secret?: string | null | undefined },
): Promise<number> {
  const client = await pool.connect();
  try {
    const secretFingerprint = await fingerprintOf(client);
    const fault = secret === undefined ? null : faultOf(secret, secretFingerprint);
    if (fault) throw new Error(fault);
    const header: Header = {
      madeAt: new Date().toISOString(),
      migrations: await migrationsOf(client),
      secretFingerprint,
      ...(secret && { secret }),
    };
    const size = await writeContainer(path, framesOf(client, header, folder));
    client.release();
    return size;
  } catch (error) {
    // It may be in the middle of a copy.
    client.release(true);
    throw error;
  }
}

/**
 * What a backup says of itself, after reading all of it.
 * @throws Error with a sentence when it is damaged, or made by a newer Hearback.
 */
export async function checkBackup(path: string): Promise<Header> {
  await mustBeWhole(path);
  for await (const { kind, payload } of readFrames(path)) {
    if (kind !== 'header') break;
    const header = JSON.parse(payload.toString()) as Header;
    await mustKnow(header.migrations).catch((cause) => {
      throw new Error(`${path} cannot be restored by this Hearback. ${cause.message}`, { cause });
    });
    return header;
  }
  throw new Error(`${path} has no header.`);
}

/** What a database holds: nothing of worth, a Hearback, or what somebody else has put there. */
export async function contentsOf(pool: pg.Pool): Promise<'nothing' | 'hearback' | 'something else'> {
  const { rows } = await pool.query<{ name: string }>(
    "select quote_ident(relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')",
  );
  if (rows.length === 0) return 'nothing';
  if (!rows.some(({ name }) => name === 'migrations')) return 'something else';
  const worth = rows.filter(({ name }) => !notLoss.includes(name));
  if (worth.length === 0) return 'nothing';
  const looks = worth.map(({ name }) => `exists (select from public.${name})`);
  const found = await pool.query(`select ${looks.join(' or ')} as is_any`);
  return found.rows[0].is_any ? 'hearback' : 'nothing';
}

/**
 * Puts a checked backup in the place of everything that the database holds: all of it, or nothing and the database is as
 * before. The tables are made as they were when the backup was, filled, and then brought up to date. `beforeAll` may look
 * at what is there, and `beforeCommit` has the last word.
 */
export async function restore(
  pool: pg.Pool,
  { path, header, folder, beforeAll, beforeCommit }: RestoreOptions,
): Promise<void> {
  const client = await pool.connect();
  const frames = readFrames(path);
  try {
    await client.query('begin');
    await client.query("select pg_advisory_xact_lock(hashtext('hearback migrations'))");
    await client.query('set local statement_timeout = 0');
    const db = databaseOn(client);
    await beforeAll?.(db);
    await client.query(
      'drop schema if exists graphile_worker cascade; drop schema public cascade; create schema public',
    );
    await applyMigrations(client, header.migrations);
    await load(client, frames, folder);
    await applyMigrations(client);
    await beforeCommit(db);
    await client.query('commit');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  } finally {
    await frames.return(undefined);
  }
  await migrate(pool);
}

export interface RestoreOptions {
  path: string;
  header: Header;
  folder: string;
  beforeAll?(db: Database): Promise<void>;
  beforeCommit(db: Database): Promise<void>;
}

/** A database that works in the transaction of a client. */
function databaseOn(client: pg.PoolClient): Database {
  const shared = { query: client.query.bind(client), release() {} } as unknown as pg.PoolClient;
  const pool = { options: {}, connect: async () => shared, end: async () => {} };
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

async function fingerprintOf(client: pg.ClientBase): Promise<string | null> {
  const found = await client.query("select to_regclass('public.secret_fingerprint') is not null as is_there");
  if (!found.rows[0].is_there) return null;
  const { rows } = await client.query<{ fingerprint: string }>('select fingerprint from secret_fingerprint');
  return rows[0]?.fingerprint ?? null;
}

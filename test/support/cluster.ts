import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/platform/database.ts';
import { openEmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres.ts';
import { migrate } from '../../src/platform/migrations.ts';

const prefix = 'hearback-test-';

/** Where Linux keeps files in memory: a copy of a database costs a tenth there, and each file of tests makes one. */
const memory = '/dev/shm';
const enoughRoom = 2 * 1024 ** 3;

/** The same server, another database. */
export const withDatabase = (url: string, name: string) => url.replace(/\/\w+(?=\?|$)/, `/${name}`);

const templateName = 'hearback_template';

export interface TestCluster {
  /** Where databases can be made. */
  url: string;
  /** One migrated database that nobody writes to. */
  templateUrl: string;
  close(): Promise<void>;
}

/** A throw-away PostgreSQL server of our own with a template, or somebody's server for the time of the tests. */
export async function openTestCluster(serverUrl?: string, { inMemory = false } = {}): Promise<TestCluster> {
  const server = serverUrl ? { url: serverUrl, close: () => dropTemplate(serverUrl) } : await openOwnServer(inMemory);
  try {
    await makeTemplate(server.url);
    return { ...server, templateUrl: withDatabase(server.url, templateName) };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function openOwnServer(inMemory: boolean): Promise<Pick<TestCluster, 'url' | 'close'>> {
  await sweep();
  const folder = await makeFolder(inMemory);
  const removeFolder = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const postgres = await openEmbeddedPostgres({ folder, log: () => {} });
    // What a test has written need not survive a power cut.
    const careless = ['fsync', 'synchronous_commit', 'full_page_writes'].map(
      (name) => `alter system set ${name} = off`,
    );
    const sparing = "alter system set max_wal_size = '256MB'";
    await onServer(postgres.url, [...careless, sparing, 'select pg_reload_conf()']);
    return { url: postgres.url, close: () => postgres.close().finally(removeFolder) };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

async function makeFolder(inMemory: boolean): Promise<string> {
  const onDisk = () => mkdtemp(join(tmpdir(), prefix));
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }));
  const isWanted = inMemory && bavail * bsize >= enoughRoom;
  return isWanted ? mkdtemp(join(memory, prefix)).catch(onDisk) : onDisk();
}

async function makeTemplate(url: string): Promise<void> {
  await dropTemplate(url);
  await onServer(url, [`create database ${templateName}`]);
  const template = openDatabase(withDatabase(url, templateName), { connections: 2 });
  await migrate(template.pool).finally(() => template.pool.end());
}

const dropTemplate = (url: string) => onServer(url, [`drop database if exists ${templateName}`]);

async function onServer(url: string, statements: string[]): Promise<void> {
  const { pool } = openDatabase(url, { connections: 1 });
  try {
    for (const statement of statements) await pool.query(statement);
  } finally {
    await pool.end();
  }
}

/** Ends and removes what a killed run left behind. A folder that is in use refuses to be opened, and stays. */
async function sweep(): Promise<void> {
  const all = await Promise.all([memory, tmpdir()].map((place) => foldersIn(place)));
  for (const folder of all.flat()) {
    // Without a lock file it is somebody's who has only just made it.
    if (!existsSync(join(folder, 'hearback.lock'))) continue;
    const left = await openEmbeddedPostgres({ folder, log: () => {} }).catch(() => undefined);
    await left?.close();
    if (left) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function foldersIn(place: string): Promise<string[]> {
  const names = await readdir(place).catch(() => []);
  return names.filter((name) => name.startsWith(prefix)).map((name) => join(place, name));
}

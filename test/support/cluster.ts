import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/platform/database.ts';
import { openEmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres.ts';
import { migrate } from '../../src/platform/migrations.ts';

const prefix = 'hearback-test-';

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
export async function openTestCluster(serverUrl?: string): Promise<TestCluster> {
  const server = serverUrl ? { url: serverUrl, close: () => dropTemplate(serverUrl) } : await openOwnServer();
  try {
    await makeTemplate(server.url);
    return { ...server, templateUrl: withDatabase(server.url, templateName) };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function openOwnServer(): Promise<Pick<TestCluster, 'url' | 'close'>> {
  await sweep();
  const folder = await mkdtemp(join(tmpdir(), prefix));
  const removeFolder = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const postgres = await openEmbeddedPostgres({ folder, log: () => {} });
    // What a test has written need not survive a power cut.
    const careless = ['fsync', 'synchronous_commit', 'full_page_writes'].map(
      (name) => `alter system set ${name} = off`,
    );
    await onServer(postgres.url, [...careless, 'select pg_reload_conf()']);
    return { url: postgres.url, close: () => postgres.close().finally(removeFolder) };
  } catch (error) {
    await removeFolder();
    throw error;
  }
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
  for (const name of await readdir(tmpdir())) {
    const folder = join(tmpdir(), name);
    // Without a lock file it is somebody's who has only just made it.
    if (!name.startsWith(prefix) || !existsSync(join(folder, 'hearback.lock'))) continue;
    const left = await openEmbeddedPostgres({ folder, log: () => {} }).catch(() => undefined);
    await left?.close();
    if (left) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

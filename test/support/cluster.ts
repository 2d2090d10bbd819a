import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/platform/database.ts';
import { openEmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres.ts';
import { migrate } from '../../src/platform/migrations.ts';

/** The same server, another database. */
export const withDatabase = (url: string, name: string) => url.replace(/\/\w+(?=\?|$)/, `/${name}`);

/** A throw-away PostgreSQL server of our own, with one migrated database that nobody writes to: the template. */
export async function openTestCluster(): Promise<{ templateUrl: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'hearback-test-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const postgres = await openEmbeddedPostgres({ folder, log: () => {} });
    const close = () => postgres.close().finally(removeFolder);
    try {
      await makeTemplate(postgres.url);
      return { templateUrl: withDatabase(postgres.url, 'hearback_template'), close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

async function makeTemplate(url: string): Promise<void> {
  const server = openDatabase(url, { connections: 1 });
  // What a test has written need not survive a power cut.
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    await server.pool.query(`alter system set ${setting} = off`);
  }
  await server.pool.query('select pg_reload_conf()');
  await server.pool.query('create database hearback_template');
  await server.pool.end();
  const template = openDatabase(withDatabase(url, 'hearback_template'), { connections: 2 });
  await migrate(template.pool).finally(() => template.pool.end());
}

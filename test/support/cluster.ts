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

/** A throw-away PostgreSQL server of our own, with one migrated database that nobody writes to: the template. */
export async function openTestCluster(): Promise<{ templateUrl: string; close(): Promise<void> }> {
  await sweep();
  const folder = await mkdtemp(join(tmpdir(), prefix));
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

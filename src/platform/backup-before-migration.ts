import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { backUp, contentsOf } from './backup/backup.ts';
import { migrationsOf, needsMigration } from './migrations.ts';

const keptBackups = 5;
const prefix = 'before-migration-';

/**
 * Backs up what a database holds if migrations are about to change it, into `backups` of the data folder, where the
 * newest five of its kind are kept.
 * @throws Error with a sentence when it cannot; then nothing may be migrated.
 */
export async function backUpBeforeMigration(
  pool: pg.Pool,
  dataFolder: string,
  say: (line: string) => void,
): Promise<void> {
  if (!(await needsMigration(pool))) return;
  const contents = await contentsOf(pool);
  if (contents !== 'hearback') {
    const isNew = (await migrationsOf(pool)).length === 0;
    if (!isNew) say('The database is empty, so it is brought up to date without a backup.');
    return;
  }
  const folder = join(dataFolder, 'backups');
  const path = join(folder, `${prefix}${new Date().toISOString().replaceAll(':', '-')}.backup`);
  say('Making a backup before the database is brought up to date.');
  await backUp(pool, { path, folder: dataFolder }).catch((cause) => {
    throw new Error(
      `No backup could be made before the database is brought up to date (${cause.message}). Nothing was changed. Make sure that ${folder} can be written and that the disk has room.`,
      { cause },
    );
  });
  say(`The backup is in ${path}.`);
  const old = (await readdir(folder)).filter((name) => name.startsWith(prefix)).sort();
  for (const name of old.slice(0, -keptBackups)) await rm(join(folder, name), { force: true });
}

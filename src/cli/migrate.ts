import { backUpBeforeMigration } from '../platform/backup-before-migration.ts';
import type { Config } from '../platform/config.ts';
import { openDatabase, waitForDatabase } from '../platform/database.ts';
import { openEmbeddedPostgres } from '../platform/embedded-postgres/embedded-postgres.ts';
import { migrate } from '../platform/migrations.ts';

/** Brings the database up to date, and does nothing else. `start` does this by itself. */
export async function migrateOnly(config: Config): Promise<void> {
  const embedded = config.databaseUrl
    ? null
    : await openEmbeddedPostgres({ folder: config.dataFolder, log: console.error });
  const { pool, close } = openDatabase(config.databaseUrl ?? (embedded?.url as string));
  try {
    await waitForDatabase(() => pool.query('select 1'), 30_000, console.error);
    await backUpBeforeMigration(pool, config.dataFolder, console.log);
    await migrate(pool);
    console.log('The database is up to date.');
  } finally {
    await close();
    await embedded?.close();
  }
}

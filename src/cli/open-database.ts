import type { Config } from '../platform/config.ts';
import { type OpenDatabase, openDatabase, waitForDatabase } from '../platform/database.ts';
import { findRunning, openEmbeddedPostgres } from '../platform/embedded-postgres/embedded-postgres.ts';

const patienceMs = 10_000;

/**
 * The database as the settings name it. An embedded one is used where it runs, beside the Hearback that started it; else
 * it is started, and stopped again by `close`. With `isAlone` nobody may be running on it.
 */
export async function openSettled(config: Config, { isAlone = false } = {}): Promise<OpenDatabase> {
  const { url, stop } = await locate(config, isAlone);
  const database = openDatabase(url, { connections: 2 });
  const close = () => database.close().finally(stop);
  try {
    await waitForDatabase(() => database.pool.query('select 1'), patienceMs, console.error);
    return { ...database, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function locate(config: Config, isAlone: boolean): Promise<{ url: string; stop(): Promise<void> }> {
  const elsewhere = config.databaseUrl ?? (isAlone ? null : await findRunning(config.dataFolder));
  if (elsewhere) return { url: elsewhere, stop: async () => {} };
  const embedded = await openEmbeddedPostgres({ folder: config.dataFolder, log: console.error });
  return { url: embedded.url, stop: embedded.close };
}

/** Where a command speaks, unless somebody else listens. */
export const tell = (line: string): void => console.log(line);

import type { Floor } from '../domain/floor.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { OpenDatabase } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { needsMigration } from '../platform/migrations.ts';
import { secretOf } from '../platform/secret-fingerprint.ts';
import { createSecrets, type Secrets } from '../platform/secrets.ts';
import type { Provider } from '../providers/provider.ts';
import { openSettled } from './open-database.ts';

/**
 * Opens the database as the settings name it, with the floor of a command over it.
 * @throws Error with a sentence when the database is not up to date, or was written with another secret.
 */
export async function openFloor(
  config: Config,
  providers: readonly Provider[] = [],
): Promise<{ floor: Floor; close(): Promise<void> }> {
  const database = await openSettled(config);
  try {
    if (await needsMigration(database.pool))
      throw new Error('The database is not up to date. Start Hearback, or run "npx hearback migrate", and try again.');
    const secrets = createSecrets(await secretOf(database.db, config.dataFolder, config.secret));
    return { floor: floorOf(config, database, secrets, providers), close: database.close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** What the domain stands on in a command. */
export function floorOf(config: Config, { db }: OpenDatabase, secrets: Secrets, providers: readonly Provider[]): Floor {
  return {
    db,
    clock: systemClock,
    newId,
    secrets,
    providers: new Map(providers.map((provider) => [provider.name, provider])),
    publicUrl: config.publicUrl ?? '',
    // A Hearback that runs looks by itself.
    hint: () => {},
  };
}

import { replay } from '../domain/inbound/inbound.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { readOrMakeSecret } from '../platform/data-folder.ts';
import { newId } from '../platform/ids.ts';
import { createSecrets } from '../platform/secrets.ts';
import type { Provider } from '../providers/provider.ts';
import { openSettled } from './open-database.ts';

/** Takes in again what could not be taken in when it came, also while Hearback runs, and says how it went. */
export async function replayParked(config: Config, providers: readonly Provider[]): Promise<void> {
  const database = await openSettled(config);
  try {
    const { taken, parked } = await replay({
      db: database.db,
      clock: systemClock,
      newId,
      secrets: createSecrets(readOrMakeSecret(config.dataFolder, config.secret)),
      providers: new Map(providers.map((provider) => [provider.name, provider])),
      publicUrl: '',
      // A Hearback that runs looks by itself.
      hint: () => {},
    });
    console.log(`Taken in: ${taken}. Still parked: ${parked}.`);
  } finally {
    await database.close();
  }
}

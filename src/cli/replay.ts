import { replay } from '../domain/inbound/inbound.ts';
import type { Config } from '../platform/config.ts';
import type { Provider } from '../providers/provider.ts';
import { openFloor } from './open-floor.ts';

/** Takes in again what could not be taken in when it came, also while Hearback runs, and says how it went. */
export async function replayParked(config: Config, providers: readonly Provider[]): Promise<void> {
  const { floor, close } = await openFloor(config, providers);
  try {
    const { taken, parked } = await replay(floor);
    console.log(`Taken in: ${taken}. Still parked: ${parked}.`);
  } finally {
    await close();
  }
}

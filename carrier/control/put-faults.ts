import type { Exchange } from '../exchange.ts';
import { type Faults, noFaults } from './faults.ts';
import { flag, number, shape } from './fields.ts';

const chance = number(0, 1);

/** Sets how the carrier misbehaves from now on; what is not named goes back to normal. */
export function putFaults(exchange: Exchange, fields: unknown): Faults {
  const read = shape<Faults>({
    acceptThenDrop: chance,
    error500: chance,
    stall: chance,
    rateLimit: number(0, 1_000_000),
    latencyMs: number(0, 600_000),
    duplicateWebhooks: chance,
    reorderCallbacks: flag,
  })(fields, 'the body');
  exchange.faults = { ...noFaults, ...read };
  return exchange.faults;
}

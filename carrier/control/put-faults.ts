import type { Exchange } from '../exchange.ts';
import { type Faults, noFaults } from './faults.ts';
import { flag, type Kind, number, shape, text } from './fields.ts';
import { Refused } from './refused.ts';

const chance = number(0, 1);
const headerText: Kind<string> = (value, name) => {
  const written = text(100)(value, name);
  if (!/^[\x20-\x7e]*$/.test(written)) throw new Refused(400, `${name} must be plain ASCII`);
  return written;
};

/** Sets how the carrier misbehaves from now on; what is not named goes back to normal. */
export function putFaults(exchange: Exchange, fields: unknown): Faults {
  const read = shape<Faults>({
    acceptThenDrop: chance,
    error500: chance,
    stall: chance,
    rateLimit: number(0, 1_000_000),
    retryAfter: headerText,
    latencyMs: number(0, 600_000),
    duplicateWebhooks: chance,
    reorderCallbacks: flag,
  })(fields, 'the body');
  exchange.faults = { ...noFaults, ...read };
  return exchange.faults;
}

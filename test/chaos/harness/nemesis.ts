import { now, pause } from '../../../bench/harness/program.ts';
import type { Random } from '../../support/random.ts';
import type { Process } from './process.ts';
import type { Town } from './town.ts';

/** One misfortune: when, whom, and for how long. */
export interface Strike {
  afterMs: number;
  what: keyof typeof misfortunes;
  /** A number that picks one of those whom it can befall. */
  whom: number;
  forMs: number;
}

const carrierFaults = [
  { acceptThenDrop: 0.3 },
  { error500: 0.3 },
  { latencyMs: 1500 },
  { stall: 0.1 },
  { duplicateWebhooks: 0.7 },
  { reorderCallbacks: true },
  { duplicateWebhooks: 0.5, reorderCallbacks: true, acceptThenDrop: 0.1 },
  { rateLimit: 20, retryAfter: '2' },
];

const one = (some: Process[], whom: number) => some[whom % some.length] as Process;

const misfortunes = {
  'web killed': (town: Town, { whom, forMs }: Strike) => one(town.webs, whom).dies(forMs),
  'worker killed': (town: Town, { whom, forMs }: Strike) => one(town.workers, whom).dies(forMs),
  // Longer than its lease: it wakes up and others have its work.
  'worker asleep': (town: Town, { whom, forMs }: Strike) => one(town.workers, whom).sleeps(15_000 + 3 * forMs),
  'database crashed': (town: Town, { forMs }: Strike) => town.database.goesAway(forMs),
  'connections ended': (town: Town, { whom }: Strike) => town.database.terminates(1 + (whom % 10)),
  'carrier at fault': async (town: Town, { whom, forMs }: Strike) => {
    await town.carrier.misbehaves(carrierFaults[whom % carrierFaults.length] as object);
    await pause(3 * forMs);
    await town.carrier.misbehaves({});
  },
};

export type Misfortune = keyof typeof misfortunes;
export const allMisfortunes = Object.keys(misfortunes) as Misfortune[];

/** The misfortunes of a run, from chance alone: the same seed makes the same plan. */
export function planStrikes(
  random: Random,
  options: { forMs: number; everyMs: number; kinds?: Misfortune[]; downMs?: number },
): Strike[] {
  const { forMs, everyMs, kinds = allMisfortunes, downMs = 3000 } = options;
  const strikes: Strike[] = [];
  for (let afterMs = random.between(0, everyMs); afterMs < forMs; afterMs += random.between(0.5, 1.5) * everyMs) {
    strikes.push({ afterMs, what: random.pick(kinds), whom: random.whole(0, 999), forMs: random.between(0, downMs) });
  }
  return strikes;
}

/**
 * Lets the strikes fall, each at its time, those on one kind of thing one after the other. Resolves when all is over and
 * everybody lives again. `isOver` ends it early.
 */
export async function strike(
  town: Town,
  strikes: Strike[],
  options: { isOver?: () => boolean; say?: (line: string) => void } = {},
): Promise<number> {
  const startedAt = now();
  const busy = new Map<string, Promise<unknown>>();
  const failures: unknown[] = [];
  let fallen = 0;
  for (const each of strikes) {
    while (now() - startedAt < each.afterMs && !options.isOver?.()) await pause(50);
    if (options.isOver?.()) break;
    const subject = each.what.split(' ')[0] as string;
    const befall = async () => {
      options.say?.(`${((now() - startedAt) / 1000).toFixed(1)} s: ${each.what}`);
      await misfortunes[each.what](town, each);
    };
    // Connections that cannot be ended because the database is away anyway have met their fate.
    const isMoot = (error: unknown) => each.what !== 'connections ended' && failures.push(error);
    busy.set(subject, (busy.get(subject) ?? Promise.resolve()).then(befall).catch(isMoot));
    fallen++;
  }
  await Promise.all(busy.values());
  if (failures.length > 0) throw failures[0];
  return fallen;
}

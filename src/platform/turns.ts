import { performance } from 'node:perf_hooks';
import { isAway } from './database.ts';

const firstRestMs = 1000;
const longestRestMs = 60_000;

/** What could not be done, of whom and why. */
export interface Failure {
  err: unknown;
  work: string;
  teamId: string;
  id: string;
}

type Report = (failure: Failure) => void;

/** Pieces of one kind of work. Each has its turn, whatever becomes of the others. */
export interface Turns {
  /** The pieces that have failed and rest: they are not looked for, or they would fill each look. */
  resting(): string[];
  /**
   * Does a piece. One that fails rests for a second, then for longer and longer, and is reported each time.
   * @throws when the database was away or had no time for it: then the others would only wait for the same.
   */
  take(piece: { teamId: string; id: string }, work: () => Promise<unknown>): Promise<void>;
}

/** The first failure ends the look. */
export const untilOneFails: Turns = {
  resting: () => [],
  take: async (_, work) => void (await work()),
};

/** Turns for each kind of work, by its name; what fails is told to `report`. */
export function openTurns(report: Report, now = () => performance.now()): (work: string) => Turns {
  const kinds = new Map<string, Turns>();
  return (work) => {
    const turns = kinds.get(work) ?? turnsOf(work, report, now);
    kinds.set(work, turns);
    return turns;
  };
}

function turnsOf(name: string, report: Report, now: () => number): Turns {
  const failed = new Map<string, { restMs: number; until: number }>();
  return {
    resting: () => [...failed].flatMap(([id, { until }]) => (until > now() ? [id] : [])),
    async take({ teamId, id }, work) {
      try {
        await work();
        failed.delete(id);
      } catch (err) {
        const restMs = Math.min((failed.get(id)?.restMs ?? firstRestMs / 2) * 2, longestRestMs);
        failed.set(id, { restMs, until: now() + restMs });
        report({ err, work: name, teamId, id });
        if (isAway(err)) throw err;
      }
    },
  };
}

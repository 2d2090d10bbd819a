import type { Cluster } from './cluster.ts';
import type { Result } from './report.ts';

/** How thorough a run is: `full` for a quiet machine, `short` for CI, `tiny` to see that everything adds up. */
export type Scale = 'full' | 'short' | 'tiny';

export interface Run {
  scale: Scale;
  rounds: number;
  /** How long one side is measured in one round. */
  seconds: number;
  cluster: Cluster;
  /** Closes something when the benchmark is over, the last first. */
  atEnd(close: () => Promise<unknown>): void;
  /** Starts or opens something that is stopped when the benchmark is over. */
  use<Thing extends { stop(): Promise<void> }>(starting: Promise<Thing>): Promise<Thing>;
}

export interface Benchmark {
  title: string;
  run(run: Run): Promise<Result>;
}

const defaults = {
  full: { rounds: 7, seconds: 5 },
  short: { rounds: 3, seconds: 2 },
  tiny: { rounds: 1, seconds: 0.3 },
};

/** Runs one benchmark and leaves nothing open, whatever happens. */
export async function runBenchmark(
  benchmark: Benchmark,
  cluster: Cluster,
  options: { scale: Scale; rounds?: number | undefined; seconds?: number | undefined },
): Promise<Result> {
  const closing: (() => Promise<unknown>)[] = [];
  const { scale } = options;
  const run: Run = {
    scale,
    cluster,
    rounds: options.rounds ?? defaults[scale].rounds,
    seconds: options.seconds ?? defaults[scale].seconds,
    atEnd: (close) => void closing.unshift(close),
    async use(starting) {
      const thing = await starting;
      closing.unshift(() => thing.stop());
      return thing;
    },
  };
  try {
    return await benchmark.run(run);
  } finally {
    for (const close of closing) await close();
  }
}

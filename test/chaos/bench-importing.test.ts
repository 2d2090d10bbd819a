import { describe, test } from 'node:test';
import { benchmarks } from '../../bench/benchmarks.ts';
import type { Benchmark } from '../../bench/harness/benchmark.ts';
import { addsUp, useCluster } from './harness/tiny-bench.ts';

describe('in a tiny size, everybody comes in', () => {
  const cluster = useCluster();
  for (const name of ['B3-IMPORT', 'B3-MEMORY'])
    test(`${name} makes each row a person once`, () => addsUp(cluster(), benchmarks[name] as Benchmark));
});

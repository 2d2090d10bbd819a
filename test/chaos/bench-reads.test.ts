import { describe, test } from 'node:test';
import { benchmarks } from '../../bench/benchmarks.ts';
import type { Benchmark } from '../../bench/harness/benchmark.ts';
import { addsUp, useCluster } from './harness/tiny-bench.ts';

describe('in a tiny size, what is read is there', { concurrency: 2 }, () => {
  const cluster = useCluster();
  for (const name of ['B5', 'B6', 'B7', 'P1'])
    test(`${name} finds what it asks for`, () => addsUp(cluster(), benchmarks[name] as Benchmark));
});

import { describe, test } from 'node:test';
import { benchmarks } from '../../bench/benchmarks.ts';
import type { Benchmark } from '../../bench/harness/benchmark.ts';
import { addsUp, useCluster } from './harness/tiny-bench.ts';

describe('in a tiny size, everybody is reached', () => {
  const cluster = useCluster();
  test('B3 texts each once', () => addsUp(cluster(), benchmarks.B3 as Benchmark));
  test('B3-ASKING asks each once', () => addsUp(cluster(), benchmarks['B3-ASKING'] as Benchmark));
});

import { inbound } from './b1-inbound.ts';
import { outbound } from './b2-outbound.ts';
import type { Benchmark } from './harness/benchmark.ts';

/** All benchmarks, by the names that one types. */
export const benchmarks: Record<string, Benchmark> = {
  B1: inbound,
  B2: outbound,
};

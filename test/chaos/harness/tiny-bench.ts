import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { type Benchmark, runBenchmark } from '../../../bench/harness/benchmark.ts';
import { type Cluster, openCluster } from '../../../bench/harness/cluster.ts';

/** A server for the benchmarks of a suite, while it runs. */
export function useCluster(): () => Cluster {
  let cluster: Cluster;
  before(async () => {
    cluster = await openCluster();
  });
  after(() => cluster.close());
  return () => cluster;
}

/** Runs a benchmark as small as it can be: not how fast it is counts, but that everything adds up. */
export async function addsUp(cluster: Cluster, benchmark: Benchmark): Promise<void> {
  const { figures, counts } = await runBenchmark(benchmark, cluster, { scale: 'tiny' });
  for (const { what, expected, found } of counts) assert.equal(found, expected, what);
  for (const { what, ratio } of figures) assert.ok(ratio.median > 0, `${what} is ${ratio.median}`);
}

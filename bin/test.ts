// Runs the tests, all or those whose path contains one of the arguments: first everything that is quick, in processes
// that take many files, then the browser, then chaos, each file in a process of its own. With --database and the URL of
// a server, on that PostgreSQL; its user must have the right to make databases.
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openTestCluster } from '../test/support/cluster.ts';
import { openLane } from '../test/support/lanes.ts';
import { makeReport } from '../test/support/report.ts';
import { readCommandLine, stopWith } from './command-line.ts';
import { packIfStale } from './packages.ts';
import { buildPageIfStale } from './page.ts';

const root = join(import.meta.dirname, '..');
const { values, positionals: wanted } = readCommandLine({ database: { type: 'string' } }, { takesNames: true });
const files = globSync('{bin,carrier,db,src,test,web}/**/*.test.{ts,tsx}', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)))
  .sort();

// The quick ones and chaos often wait, for the database or for a lease: one more than there are cores keeps these at work.
const patient = availableParallelism() + 1;
const stages = [
  {
    name: 'quick',
    has: (path: string) => !/^test\/(browser|chaos)\//.test(path),
    lanes: patient,
    sharesProcess: true,
  },
  { name: 'browser', has: (path: string) => path.startsWith('test/browser/'), lanes: 2, sharesProcess: false },
  { name: 'chaos', has: (path: string) => path.startsWith('test/chaos/'), lanes: patient, sharesProcess: false },
];

// What has gone wrong says so long before: this is for what would never end.
const limits = { testTimeoutMs: 300_000, graceMs: 10_000 };

// As these are: on a machine that is three times as slow they end by themselves.
const allTimeoutMs = 45 * 60_000;

if (files.length === 0) stopWith(`No test file has ${wanted.join(' or ')} in its path.`);

// Tests must not reach what the caller works with, such as a real database.
for (const name of Object.keys(process.env)) {
  if (
    /^(DATABASE_URL|HEARBACK_.*|PG[A-Z]+|PORT|HOST|PUBLIC_URL|CARRIER_PORT|LOG_LEVEL|SMTP_URL|TRUSTED_PROXY)$/.test(
      name,
    )
  ) {
    delete process.env[name];
  }
}

const stopped = new AbortController();
for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(event, () => stopped.abort());

const report = makeReport(root, console.log);
const tookMs: Record<string, number> = {};
const timed = async (what: string, work: () => Promise<void>) => {
  const startedAt = performance.now();
  await work();
  tookMs[what] = performance.now() - startedAt;
};
if (files.some((path) => /^test\/(browser|chaos|flows)\//.test(path))) {
  await packIfStale();
  await buildPageIfStale();
}
const cluster = await openTestCluster(values.database, { inMemory: true });
process.env.HEARBACK_TEST_DATABASE_URL = cluster.url;
let isGood = false;
try {
  const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(allTimeoutMs)]);
  for (const { name, has, lanes, sharesProcess } of stages) {
    const some = files.filter(has);
    if (some.length > 0 && !signal.aborted) await timed(name, () => runFiles(some, { lanes, sharesProcess }, signal));
  }
  if (signal.aborted) console.error(stopped.signal.aborted ? 'Stopped.' : 'The tests took too long and were stopped.');
  isGood = report.end(tookMs) && !signal.aborted;
} finally {
  await cluster.close();
}
// The channel to the launcher would keep this process alive.
process.exit(isGood ? 0 : 1);

/** Side by side: each lane takes the next file as soon as it is free. */
async function runFiles(
  paths: string[],
  { lanes, sharesProcess }: { lanes: number; sharesProcess: boolean },
  signal: AbortSignal,
): Promise<void> {
  const waiting = [...paths];
  const work = async () => {
    const lane = openLane(report, signal);
    for (let path = waiting.shift(); path && !signal.aborted; path = waiting.shift()) {
      await lane.run(join(root, path), limits);
      if (!sharesProcess) await lane.close();
    }
    await lane.close();
  };
  await Promise.all(Array.from({ length: lanes }, work));
}

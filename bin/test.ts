// Runs the tests, all or those whose path contains one of the arguments: first everything that is quick, then the
// browser, then chaos, each file in a process of its own.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openTestCluster } from '../test/support/cluster.ts';
import { makeReport } from '../test/support/report.ts';
import { packIfStale } from './packages.ts';
import { buildPageIfStale } from './page.ts';

const root = join(import.meta.dirname, '..');
const wanted = process.argv.slice(2);
const files = globSync('{bin,carrier,db,src,test,web}/**/*.test.{ts,tsx}', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)))
  .sort();

const stages = ['test/browser/', 'test/chaos/'];
const stageOf = (path: string) => stages.findIndex((stage) => path.startsWith(stage));

const testTimeoutMs = 60_000;
const allTimeoutMs = 20 * 60_000;

if (files.length === 0) {
  console.error(`No test file has ${wanted.join(' or ')} in its path.`);
  process.exit(1);
}

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
if (files.some((path) => /^test\/(browser|chaos|flows)\//.test(path))) {
  await packIfStale();
  await buildPageIfStale();
}
const cluster = await openTestCluster();
process.env.HEARBACK_TEST_DATABASE_URL = cluster.templateUrl;
let isGood = false;
try {
  const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(allTimeoutMs)]);
  for (const stage of [-1, 0, 1]) {
    const some = files.filter((path) => stageOf(path) === stage);
    if (some.length > 0 && !signal.aborted) await runFiles(some, signal);
    if (signal.aborted)
      console.error(stopped.signal.aborted ? 'Stopped.' : 'The tests took too long and were stopped.');
  }
  isGood = report.end() && !signal.aborted;
} finally {
  await cluster.close();
}
// The channel to the launcher would keep this process alive.
process.exit(isGood ? 0 : 1);

/** Two at a time, each in a run of its own: node:test would hold back what a file tells until those before it end. */
async function runFiles(paths: string[], signal: AbortSignal): Promise<void> {
  const waiting = [...paths];
  const lane = async () => {
    for (let path = waiting.shift(); path && !signal.aborted; path = waiting.shift()) await runFile(path, signal);
  };
  await Promise.all([lane(), lane()]);
}

async function runFile(path: string, signal: AbortSignal): Promise<void> {
  const events = run({
    files: [join(root, path)],
    isolation: 'process',
    timeout: testTimeoutMs,
    signal,
    execArgv: ['loopback-only', 'nothing-left-open'].flatMap((name) => [
      '--import',
      `${pathToFileURL(join(root, 'test/support', `${name}.ts`))}`,
    ]),
  });
  for await (const event of events) report.take(event);
}

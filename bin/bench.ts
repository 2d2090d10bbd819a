// npm run bench [-- B1 B2 …] [--rounds N] [--seconds S] [--flush-ms N] [--short] [--profile]: ours against honest baselines, side by side.
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchmarks } from '../bench/benchmarks.ts';
import { runBenchmark } from '../bench/harness/benchmark.ts';
import { openCluster } from '../bench/harness/cluster.ts';
import { profileInto } from '../bench/harness/hearback.ts';
import { topCosts } from '../bench/harness/profile.ts';
import { footnotesOf, isWrong, type Result, tableOf, verdictOf } from '../bench/harness/report.ts';
import { withOpen } from '../test/support/close-on-signals.ts';
import { readCommandLine, readNumber, stopWith } from './command-line.ts';
import { packIfStale } from './packages.ts';
import { buildPageIfStale } from './page.ts';

const { values, positionals } = readCommandLine(
  {
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    'flush-ms': { type: 'string' },
    short: { type: 'boolean' },
    profile: { type: 'boolean' },
  },
  { takesNames: true },
);
const number = (name: 'rounds' | 'seconds' | 'flush-ms') => {
  const value = values[name];
  return value === undefined ? undefined : readNumber(name, value);
};
const names = positionals.map((name) => name.toUpperCase());
const unknown = names.find((name) => !Object.hasOwn(benchmarks, name));
if (unknown) stopWith(`There is no benchmark ${unknown}. There are: ${Object.keys(benchmarks).join(', ')}.`);
const options = {
  scale: values.short ? ('short' as const) : ('full' as const),
  rounds: number('rounds'),
  seconds: number('seconds'),
  flushMs: number('flush-ms'),
};

const profiles = values.profile ? await mkdtemp(join(tmpdir(), 'hearback-profiles-')) : null;

await packIfStale();
await buildPageIfStale();
const results: Record<string, Result> = {};
for (const [name, benchmark] of Object.entries(benchmarks)) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.log(`${name} ${benchmark.title} …`);
  results[name] = await measure(name);
  // A short run on a busy machine says nothing the first time more often than not.
  if (values.short && results[name].figures.some((figure) => verdictOf(figure) === 'void')) {
    console.log(`${name} again: its control was off.`);
    results[name] = await measure(name);
  }
  console.log(`${tableOf({ [name]: results[name] })}\n`);
  if (profiles) console.log(`Where the time of ${name} went:\n${topCosts(join(profiles, name)).join('\n')}\n`);
}

const load = loadavg().map((each) => each.toFixed(1));
const machine = `${cpus().length} cores, ${process.platform}, Node ${process.versions.node}, load ${load.join(' ')} at the end${options.flushMs ? `, ${options.flushMs} ms added to each flush` : ''}, ${new Date().toISOString().slice(0, 10)}`;
const text = `${tableOf(results)}\n\n${footnotesOf(results)}\n\n${machine}\n`;
console.log(`\n${text}`);
const folder = join(import.meta.dirname, '../bench/results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'latest.json'), `${JSON.stringify({ machine, options, results }, null, 2)}\n`);
writeFileSync(join(folder, 'latest.md'), text);

const all = Object.values(results);
const isBelow = all.some(({ figures }) => figures.some((figure) => verdictOf(figure) === 'BELOW FLOOR'));
const isMiscounted = all.some(({ counts }) => counts.some(isWrong));
process.exit(isMiscounted || (values.short && isBelow) ? 1 : 0);

/** Each on a server of its own: what one benchmark leaves behind must not burden the next. */
async function measure(name: string): Promise<Result> {
  if (profiles) profileInto(join(profiles, name));
  return withOpen(
    () => openCluster(options),
    (cluster) =>
      runBenchmark(benchmarks[name]!, cluster, options).catch(({ message }: Error) => ({
        // The others are still worth measuring; this one counts as wrong.
        figures: [],
        counts: [{ what: 'finished', expected: 1, found: 0 }],
        notes: [`It broke off: ${message}`],
      })),
  );
}

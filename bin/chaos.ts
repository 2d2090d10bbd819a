// npm run chaos -- --minutes N | --drill inbound|outbound|questions|broadcast|import | --drill connections|database [--minutes N]
// | --model --runs N [--seed S]: a whole town, and everything that can befall it; or stories from chance, in one process.
import { broadcastDrill } from '../test/chaos/harness/broadcast-drill.ts';
import { type Count, isWrong, mustBe, tableOf } from '../test/chaos/harness/count.ts';
import {
  connectionsDrill,
  type Drill,
  databaseDrill,
  inboundDrill,
  outboundDrill,
  soak,
} from '../test/chaos/harness/drills.ts';
import { importDrill } from '../test/chaos/harness/import-drill.ts';
import { allMisfortunes } from '../test/chaos/harness/nemesis.ts';
import { questionsDrill } from '../test/chaos/harness/questions-drill.ts';
import { runModel } from '../test/chaos/model/model.ts';
import { withOpen } from '../test/support/close-on-signals.ts';
import { openTestCluster } from '../test/support/cluster.ts';
import { readCommandLine, readNumber, stopWith } from './command-line.ts';
import { buildPageIfStale } from './page.ts';

const minuteMs = 60_000;

/** The drills in the sizes of the promises (docs/promises.md). */
const drills: Record<string, (drill: Drill, forMs: number) => Promise<Count[]>> = {
  inbound: (drill) => inboundDrill({ ...drill, rounds: 50, texts: 500 }),
  outbound: (drill) =>
    outboundDrill({
      ...drill,
      intents: 10_000,
      people: 500,
      faults: { acceptThenDrop: 0.08, error500: 0.08, stall: 0.04 },
      killEveryMs: 5000,
      mostKills: 1000,
      searchMs: 11 * minuteMs,
    }),
  connections: (drill, forMs) => connectionsDrill({ ...drill, forMs, idle: 300, people: 20 }),
  broadcast: (drill) =>
    broadcastDrill({
      ...drill,
      people: 5000,
      stops: 20,
      segmentsPerSecond: 100,
      faults: { acceptThenDrop: 0.05, error500: 0.05 },
      searchMs: 11 * minuteMs,
    }),
  questions: (drill) => questionsDrill({ ...drill, people: 5000, kills: 10 }),
  import: (drill) => importDrill({ ...drill, rows: 100_000, kills: { checking: 5, writing: 5 } }),
  database: (drill, forMs) => databaseDrill({ ...drill, downMs: forMs, people: 20 }),
};

const { values } = readCommandLine(
  {
    minutes: { type: 'string' },
    drill: { type: 'string' },
    model: { type: 'boolean' },
    runs: { type: 'string' },
    seed: { type: 'string' },
  },
  { takesNames: false },
);
const run = choose();
const seed = readNumber('seed', values.seed ?? `${Date.now() % 1_000_000}`);

await buildPageIfStale();
console.log(`Seed ${seed}: --seed ${seed} makes the same plan again.`);
const counts = await run({ seed, say: (line) => console.log(line) });
console.log(`\n${tableOf(counts)}\n\nSeed ${seed}`);
process.exit(counts.some(isWrong) ? 1 : 0);

function choose(): (drill: Drill) => Promise<Count[]> {
  if (values.model) {
    const runs = readNumber('runs', values.runs ?? '10000');
    return (drill) => model({ ...drill, runs });
  }
  const minutes = readNumber('minutes', values.minutes ?? (values.drill ? '1' : '5'));
  const forMs = minutes * minuteMs;
  if (values.drill === undefined) {
    return (drill) => soak({ ...drill, forMs, everyMs: 4000, kinds: allMisfortunes, searchMs: 11 * minuteMs });
  }
  const drill = Object.hasOwn(drills, values.drill) ? drills[values.drill] : undefined;
  if (drill) return (how) => drill(how, forMs);
  return stopWith(`There is no drill ${values.drill}. There are: ${Object.keys(drills).join(', ')}.`);
}

function model({ runs, ...drill }: Drill & { runs: number }): Promise<Count[]> {
  return withOpen(openTestCluster, async (cluster) => {
    const stories = await runModel({ databaseUrl: cluster.templateUrl, runs, ...drill });
    return [mustBe('stories in which everything held', stories, runs)];
  });
}

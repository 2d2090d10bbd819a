import type { Benchmark, Run } from './harness/benchmark.ts';
import type { Database } from './harness/cluster.ts';
import { connectLine, signUp, startHearback } from './harness/hearback.ts';
import { processorSeconds, serverProcessorSeconds } from './harness/processor-time.ts';
import { type Program, startProgram } from './harness/program.ts';
import { addUp, type Count } from './harness/report.ts';
import { control, interleave, type Reading, ratio, ratioTo } from './harness/rounds.ts';
import { median } from './harness/statistics.ts';
import type { Loaded } from './load/webhooks.ts';

interface Side {
  program: Program;
  database: Database;
  url: string;
  /** Counts the texts that are stored. */
  counting: string;
}

/** Signed webhooks with all that follows from them, against a bare INSERT of the same request. */
export const inbound: Benchmark = {
  title: 'Inbound: webhooks a second',
  async run(run) {
    const twilio = await run.use(startProgram('bench/load/pretend-twilio.ts'));
    const generator = await run.use(startProgram('bench/load/webhooks.ts'));
    const ours = await openOurs(run, twilio.url);
    const bare = await openBaseline(run, 'bench/baselines/single-insert.ts');
    const four = await openBaseline(run, 'bench/baselines/four-statements.ts');
    const counts: Count[] = [];

    const measure =
      (name: string, side: Side, seconds = run.seconds) =>
      async (): Promise<Reading> => {
        // What the other side left to be written out must not fall into our time.
        await side.database.pool.query('checkpoint');
        const storedBefore = await side.database.number(side.counting);
        const before = await look(run, side);
        const load = { url: side.url, clients: 64, seconds, people: 2000 };
        const loaded = await generator.ask<Loaded>('load', load);
        const after = await look(run, side);
        // Counting is work, too, and none of theirs.
        const stored = (await side.database.number(side.counting)) - storedBefore;
        counts.push({ what: `texts stored of those answered (${name})`, expected: loaded.accepted, found: stored });
        counts.push({ what: `requests that failed (${name})`, expected: 0, found: loaded.failed });
        return {
          perSecond: loaded.perSecond,
          p99Ms: loaded.p99Ms,
          perProcessorSecond:
            loaded.accepted / (after.appSeconds + after.serverSeconds - before.appSeconds - before.serverSeconds),
          appMicros: ((after.appSeconds - before.appSeconds) * 1e6) / loaded.accepted,
          serverMicros: ((after.serverSeconds - before.serverSeconds) * 1e6) / loaded.accepted,
          walBytes: (after.wal - before.wal) / loaded.accepted,
        };
      };
    const sides = {
      baseline: measure('bare INSERT', bare),
      ours: measure('ours', ours),
      others: { four: measure('four statements', four) },
    };
    // Everybody gets to know the people, and V8 the code.
    for (const [name, side] of Object.entries({ ours, bare, four })) await measure(name, side, run.seconds / 2)();
    const rounds = await interleave(run.rounds, sides);

    const middle = (reading: string) => [
      median(rounds.map((round) => round.ours[reading] ?? 0)),
      median(rounds.map((round) => round.baseline[0][reading] ?? 0)),
      median(rounds.map((round) => round.others.four?.[reading] ?? 0)),
    ];
    const note = (what: string, reading: string) => {
      const [mine, theirs, fours] = middle(reading).map((value) => Math.round(value));
      return `${what}: ours ${mine}, bare INSERT ${theirs}, four statements ${fours}`;
    };
    return {
      figures: [
        {
          what: 'webhooks/s ÷ bare Fastify + pg INSERT',
          ratio: ratio(rounds, 'perSecond'),
          control: control(rounds, 'perSecond'),
          better: 'more',
          floor: 1.2,
          target: 2.5,
        },
        {
          what: 'p99 ÷ the same',
          ratio: ratio(rounds, 'p99Ms', 'perSecond'),
          control: control(rounds, 'p99Ms', 'perSecond'),
          better: 'less',
          floor: 0.8,
          target: 0.35,
        },
        {
          what: 'webhooks/s ÷ four statements in a transaction',
          ratio: ratioTo(rounds, 'four', 'perSecond'),
          control: control(rounds, 'perSecond'),
          better: 'more',
          floor: 2,
          target: 5,
        },
      ],
      counts: addUp(counts),
      notes: [
        note('webhooks a second', 'perSecond'),
        note('p99 in ms', 'p99Ms'),
        note('texts per CPU second (app and PostgreSQL)', 'perProcessorSecond'),
        note('µs of CPU per text, app', 'appMicros'),
        note('µs of CPU per text, PostgreSQL', 'serverMicros'),
        note('WAL bytes per text', 'walBytes'),
      ],
    };
  },
};

async function openOurs(run: Run, twilioUrl: string): Promise<Side> {
  const database = await run.cluster.database('ours');
  const program = await run.use(startHearback(database));
  const line = await connectLine(await signUp(program.url), twilioUrl);
  return {
    program,
    database,
    url: line.inboundUrl,
    counting: `select count(*) from messages where direction = 'inbound'`,
  };
}

async function openBaseline(run: Run, script: string): Promise<Side> {
  const database = await run.cluster.database('bare');
  const program = await run.use(startProgram(script, { DATABASE_URL: database.url }));
  return { program, database, url: `${program.url}/webhooks/inbound`, counting: 'select count(*) from texts' };
}

async function look(run: Run, { program, database }: Side) {
  return {
    wal: await database.number(`select pg_current_wal_lsn() - '0/0'::pg_lsn`),
    appSeconds: processorSeconds(program.pid),
    serverSeconds: serverProcessorSeconds(run.cluster.processId),
  };
}

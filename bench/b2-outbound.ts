import { until } from '../test/support/until.ts';
import type { Benchmark, Run } from './harness/benchmark.ts';
import { isDrained, openBulk } from './harness/bulk.ts';
import type { Database } from './harness/cluster.ts';
import { connectLine, signUp, startHearback } from './harness/hearback.ts';
import { processorSeconds, serverProcessorSeconds } from './harness/processor-time.ts';
import { now, type Program, startProgram } from './harness/program.ts';
import { addUp, type Count } from './harness/report.ts';
import { control, interleave, type Reading, ratio } from './harness/rounds.ts';
import { median } from './harness/statistics.ts';
import type { Tally } from './load/pretend-twilio.ts';

/** A drain that takes longer hangs. */
const patienceMs = 120_000;

interface Side {
  program: Program;
  database: Database;
  /** Writes texts down durably; they are being sent from then on. */
  queue(prefix: string, count: number): Promise<void>;
  /** 1 when everything has been sent and that is written down. */
  isDrained: string;
  /** Texts that queueing adds by itself. */
  extra: number;
}

/** Texts that are written down already, sent to a loopback mock, until the last outcome is written down too. */
export const outbound: Benchmark = {
  title: 'Outbound: texts a second',
  async run(run) {
    const twilio = await run.use(startProgram('bench/load/pretend-twilio.ts'));
    const most = { full: 40_000, short: 10_000, tiny: 200 }[run.scale];
    const ours = await openOurs(run, twilio.url, most);
    const graphile = await openGraphile(run, twilio.url);
    const counts: Count[] = [];
    let turn = 0;

    const drain = async (name: string, side: Side, texts: number): Promise<Reading> => {
      const prefix = `${name} ${turn++}: `;
      await side.database.pool.query('checkpoint');
      const before = { ...spent(run, side), count: await twilio.ask<number>('count') };
      await side.queue(prefix, texts);
      const startedAt = now();
      await until(
        `${name} to send ${texts} texts`,
        async () =>
          (await twilio.ask<number>('count')) - before.count >= texts + side.extra &&
          (await side.database.number(side.isDrained)) === 1,
        patienceMs,
      );
      const seconds = (now() - startedAt) / 1000;
      const { accepted, duplicates } = await twilio.ask<Tally>('tally', { prefix });
      counts.push({ what: `texts accepted of those written (${name})`, expected: texts + side.extra, found: accepted });
      counts.push({ what: `texts sent twice (${name})`, expected: 0, found: duplicates });
      const after = spent(run, side);
      const [app, server] = [after.app - before.app, after.server - before.server];
      return {
        perSecond: accepted / seconds,
        perProcessorSecond: accepted / (app + server),
        appMicros: (app * 1e6) / accepted,
        serverMicros: (server * 1e6) / accepted,
      };
    };
    const trial = Math.min(most, 1000);
    // Each side is given as much as it sends in the time of a round.
    const amountFor = async (name: string, side: Side) => {
      const { perSecond = 0 } = await drain(name, side, trial);
      return Math.max(100, Math.min(most, Math.round(perSecond * run.seconds)));
    };
    const amounts = { ours: await amountFor('ours', ours), graphile: await amountFor('graphile', graphile) };
    const rounds = await interleave(run.rounds, {
      baseline: () => drain('graphile', graphile, amounts.graphile),
      ours: () => drain('ours', ours, amounts.ours),
    });

    const note = (what: string, reading: string) =>
      `${what}: ours ${Math.round(median(rounds.map((round) => round.ours[reading] ?? 0)))}, graphile-worker ${Math.round(median(rounds.map((round) => round.baseline[0][reading] ?? 0)))}`;
    return {
      figures: [
        {
          what: 'texts/s ÷ graphile-worker, batched',
          ratio: ratio(rounds, 'perSecond'),
          control: control(rounds, 'perSecond'),
          better: 'more',
          floor: 0.8,
          target: 1.5,
        },
      ],
      counts: addUp(counts),
      notes: [
        `texts a round: ours ${amounts.ours}, graphile-worker ${amounts.graphile}`,
        note('texts a second', 'perSecond'),
        note('texts per CPU second (app and PostgreSQL)', 'perProcessorSecond'),
        note('µs of CPU per text, app', 'appMicros'),
        note('µs of CPU per text, PostgreSQL', 'serverMicros'),
      ],
    };
  },
};

const spent = (run: Run, { program }: Side) => ({
  app: processorSeconds(program.pid),
  server: serverProcessorSeconds(run.cluster.processId),
});

async function openOurs(run: Run, twilioUrl: string, people: number): Promise<Side> {
  const database = await run.cluster.database('ours');
  const program = await run.use(startHearback(database));
  const office = await signUp(program.url);
  const line = await connectLine(office, twilioUrl);
  const bulk = await openBulk(database, office, line.id, people);
  return {
    program,
    database,
    isDrained,
    extra: 1,
    async queue(prefix, count) {
      await bulk.queue(prefix, count);
      await bulk.text(`${prefix}and one that wakes the line`);
    },
  };
}

async function openGraphile(run: Run, twilioUrl: string): Promise<Side> {
  const database = await run.cluster.database('ours');
  const settings = { DATABASE_URL: database.url, TWILIO_URL: twilioUrl };
  const program = await run.use(startProgram('bench/baselines/graphile-posts.ts', settings));
  return {
    program,
    database,
    isDrained: 'select (not exists (select from graphile_worker._private_jobs))::int',
    extra: 0,
    async queue(prefix, count) {
      await database.pool.query(
        `select count(*) from graphile_worker.add_jobs(array(
           select json_populate_record(null::graphile_worker.job_spec, json_build_object('identifier', 'post', 'payload',
             json_build_object('to', '+1303' || (2000000 + n), 'body', $1 || n)))
           from generate_series(1, $2::int) n))`,
        [prefix, count],
      );
    },
  };
}

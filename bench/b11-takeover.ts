import { until } from '../test/support/until.ts';
import type { Benchmark, Run } from './harness/benchmark.ts';
import { openBulk } from './harness/bulk.ts';
import { connectLine, signUp, startHearback } from './harness/hearback.ts';
import { now, pause, startProgram } from './harness/program.ts';
import type { Count } from './harness/report.ts';
import { summarise } from './harness/statistics.ts';
import type { Tally } from './load/pretend-twilio.ts';

/** How long a silent worker keeps what it holds. */
const leaseSeconds = 15;

/** A worker is killed in the middle of a bulk: how long until another sends on, and what became of each text. */
export const takeover: Benchmark = {
  title: 'Takeover: a worker is killed',
  async run(run) {
    const kills = Math.min(run.rounds, run.scale === 'full' ? 7 : 2);
    const waits: number[] = [];
    const totals = { written: 0, known: 0, unknown: 0, untold: 0, duplicates: 0 };
    for (let kill = 0; kill < kills; kill++) {
      const { waitMs, texts } = await killOne(run);
      waits.push(waitMs / 1000 / leaseSeconds);
      for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += texts[key];
    }
    const counts: Count[] = [
      {
        what: 'texts that are accepted, or unknown and waiting for a person',
        expected: totals.written,
        found: totals.known,
      },
      { what: 'texts called accepted that the provider never saw', expected: 0, found: totals.untold },
      { what: 'texts sent twice', expected: 0, found: totals.duplicates },
    ];
    return {
      figures: [
        {
          what: 'SIGKILL to the next attempt ÷ 15 s lease',
          ratio: summarise(waits),
          control: null,
          better: 'less',
          floor: 2,
          target: 1.1,
        },
      ],
      counts,
      notes: [
        `seconds until the next attempt: ${waits.map((wait) => (wait * leaseSeconds).toFixed(1)).join(', ')}`,
        `texts under way at a kill, whose fate only the provider knows: ${totals.unknown} of ${totals.written}`,
      ],
    };
  },
};

async function killOne(run: Run) {
  const bulkSize = { full: 2000, short: 1000, tiny: 400 }[run.scale];
  const database = await run.cluster.database('ours');
  const twilio = await startProgram('bench/load/pretend-twilio.ts');
  const web = await startHearback(database, { role: 'web' });
  const [first, second] = [
    await startHearback(database, { role: 'worker' }),
    await startHearback(database, { role: 'worker' }),
  ];
  try {
    const office = await signUp(web.url);
    const line = await connectLine(office, twilio.url);
    const bulk = await openBulk(database, office, line.id, bulkSize);
    // The second holds its breath, so that it is the first that has the line in hand; its lease outlasts that.
    second.signal('SIGSTOP');
    await bulk.queue('bulk ', bulkSize);
    await bulk.text('bulk: one that wakes the line');
    await until('the bulk to be under way', async () => (await twilio.ask<number>('count')) > bulkSize / 10, 60_000);
    first.signal('SIGKILL');
    const killedAt = now();
    second.signal('SIGCONT');
    await pause(500);
    const atDeath = await twilio.ask<number>('count');
    await until('the next attempt', async () => (await twilio.ask<number>('count')) > atDeath, 60_000);
    const waitMs = now() - killedAt;
    await until('the bulk to end', async () => (await database.number(open)) === 0, 120_000);
    const { accepted, duplicates } = await twilio.ask<Tally>('tally', { prefix: 'bulk' });
    const [takenByUs, unknown] = [
      await database.number(ofStatus('accepted')),
      await database.number(ofStatus('unknown')),
    ];
    return {
      waitMs,
      texts: {
        written: bulkSize + 1,
        known: takenByUs + unknown,
        unknown,
        untold: Math.max(0, takenByUs - accepted),
        duplicates,
      },
    };
  } finally {
    second.signal('SIGCONT');
    await Promise.all([first.stop('SIGKILL'), second.stop(), web.stop()]);
    await twilio.stop();
  }
}

const ofStatus = (status: string) => `select count(*) from messages where status = '${status}'`;
const open = `select count(*) from messages where status in ('queued', 'sending')`;

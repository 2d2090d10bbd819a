import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark } from './harness/benchmark.ts';
import { startHearback } from './harness/hearback.ts';
import { residentBytes } from './harness/processor-time.ts';
import { now, type Program, pause, startProgram } from './harness/program.ts';
import { control, interleave, type Reading, ratio, ratioTo } from './harness/rounds.ts';
import { median } from './harness/statistics.ts';

/**
 * From the start of the process to its first answer that needed the database, and what it weighs when it is idle. Ours
 * is started as people start it, with its launcher, when it has been started before.
 */
export const footprint: Benchmark = {
  title: 'Footprint: start and memory',
  async run(run) {
    const ours = await run.cluster.database('ours');
    const bare = await run.cluster.database('bare');
    const idleMs = { full: 5000, short: 1500, tiny: 100 }[run.scale];
    const compiled = await mkdtemp(join(tmpdir(), 'hearback-bench-'));
    const measure = async (start: () => Promise<Program>, question = '/readyz'): Promise<Reading> => {
      const startedAt = now();
      const program = await start();
      try {
        const { status } = await fetch(`${program.url}/readyz`);
        const bootMs = now() - startedAt;
        if (status !== 200) throw new Error(`The first answer was ${status}.`);
        await (await fetch(`${program.url}${question}`)).text();
        const pageMs = now() - startedAt;
        await pause(idleMs);
        return { bootMs, pageMs, bytes: residentBytes(program.pid) };
      } finally {
        await program.stop();
      }
    };
    const startBare = (settings = {}) =>
      startProgram('bench/baselines/single-insert.ts', { DATABASE_URL: bare.url, ...settings });
    const sides = {
      ours: () => measure(() => startHearback(ours), '/api/v1/setup'),
      baseline: () => measure(startBare),
      others: { cached: () => measure(() => startBare({ NODE_COMPILE_CACHE: compiled })) },
    };
    // The first start compiles for all that follow.
    await sides.ours();
    await sides.baseline();
    await sides.others.cached();
    const rounds = await interleave(run.rounds, sides);
    await rm(compiled, { recursive: true, force: true });
    const middle = (values: (number | undefined)[]) => median(values.map((value) => value ?? Number.NaN));
    const mebibytes = (values: (number | undefined)[]) => Math.round(middle(values) / 2 ** 20);
    return {
      figures: [
        {
          what: 'start to first 200 ÷ bare Fastify + pg',
          ratio: ratio(rounds, 'bootMs'),
          control: control(rounds, 'bootMs'),
          better: 'less',
          floor: 3,
          target: 1.2,
        },
        {
          what: 'idle memory ÷ the same',
          ratio: ratio(rounds, 'bytes'),
          control: control(rounds, 'bytes'),
          better: 'less',
          floor: 3,
          target: 1.5,
        },
      ],
      counts: [],
      notes: [
        `start ÷ the bare one with Node's compile cache as well: ${ratioTo(rounds, 'cached', 'bootMs').median.toFixed(2)}`,
        `start to the page's first question ÷ bare: ${ratio(rounds, 'pageMs').median.toFixed(2)}`,
        `start in ms: ours ${Math.round(middle(rounds.map((round) => round.ours.bootMs)))}, bare ${Math.round(middle(rounds.map((round) => round.baseline[0].bootMs)))}`,
        `idle memory in MiB: ours ${mebibytes(rounds.map((round) => round.ours.bytes))}, bare ${mebibytes(rounds.map((round) => round.baseline[0].bytes))}`,
      ],
    };
  },
};

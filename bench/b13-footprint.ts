import type { Benchmark } from './harness/benchmark.ts';
import { startHearback } from './harness/hearback.ts';
import { residentBytes } from './harness/processor-time.ts';
import { now, type Program, pause, startProgram } from './harness/program.ts';
import { control, interleave, type Reading, ratio } from './harness/rounds.ts';
import { median } from './harness/statistics.ts';

/** From the start of the process to its first answer that needed the database, and what it weighs when it is idle. */
export const footprint: Benchmark = {
  title: 'Footprint: start and memory',
  async run(run) {
    const ours = await run.cluster.database('ours');
    const bare = await run.cluster.database('bare');
    const idleMs = { full: 5000, short: 1500, tiny: 100 }[run.scale];
    const measure = async (start: () => Promise<Program>): Promise<Reading> => {
      const startedAt = now();
      const program = await start();
      try {
        const { status } = await fetch(`${program.url}/readyz`);
        const bootMs = now() - startedAt;
        if (status !== 200) throw new Error(`The first answer was ${status}.`);
        await pause(idleMs);
        return { bootMs, bytes: residentBytes(program.pid) };
      } finally {
        await program.stop();
      }
    };
    const sides = {
      ours: () => measure(() => startHearback(ours)),
      baseline: () => measure(() => startProgram('bench/baselines/single-insert.ts', { DATABASE_URL: bare.url })),
    };
    // The first start compiles for all that follow.
    await sides.ours();
    await sides.baseline();
    const rounds = await interleave(run.rounds, sides);
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
        `start in ms: ours ${Math.round(middle(rounds.map((round) => round.ours.bootMs)))}, bare ${Math.round(middle(rounds.map((round) => round.baseline[0].bootMs)))}`,
        `idle memory in MiB: ours ${mebibytes(rounds.map((round) => round.ours.bytes))}, bare ${mebibytes(rounds.map((round) => round.baseline[0].bytes))}`,
      ],
    };
  },
};

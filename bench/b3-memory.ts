import { importing } from '../test/support/importing.ts';
import type { Benchmark } from './harness/benchmark.ts';
import { signUp, startHearback } from './harness/hearback.ts';
import { residentBytes } from './harness/processor-time.ts';
import { addUp } from './harness/report.ts';
import { summarise } from './harness/statistics.ts';

/** Memory while a file of people is taken in, looked at and written: ten times the rows hold no more of it. */
export const importMemory: Benchmark = {
  title: 'Importing people: memory',
  async run(run) {
    const few = { full: 100_000, short: 20_000, tiny: 2000 }[run.scale];
    const database = await run.cluster.database('ours');
    const program = await run.use(startHearback(database));
    const office = await signUp(program.url);
    const desk = importing(office, 3_600_000);
    let most = 0;
    const watching = setInterval(() => {
      most = Math.max(most, residentBytes(program.pid));
    }, 20);
    run.atEnd(async () => clearInterval(watching));

    /** The most that it held meanwhile, in bytes. */
    const bring = async (first: number, rows: number) => {
      most = 0;
      const { id } = await office.must('POST', '/api/v1/imports?name=people.csv', file(first, rows), {
        'content-type': 'text/csv',
      });
      await office.must('POST', `/api/v1/imports/${id}/check`);
      const { counts } = await desk.settles(id);
      await desk.writes(id);
      return { most, count: { what: 'people imported', expected: rows, found: counts.new } };
    };
    // The first holds what is only loaded when it is needed.
    const [, small, large] = [await bring(0, few), await bring(few, few), await bring(2 * few, 10 * few)];
    const mebibytes = (bytes: number) => Math.round(bytes / 2 ** 20);
    return {
      figures: [
        {
          what: `most memory while ${10 * few} rows come in ÷ while ${few} do`,
          ratio: summarise([large.most / small.most]),
          control: null,
          better: 'less',
          floor: 1.5,
          target: 1.2,
        },
      ],
      counts: addUp([small.count, large.count]),
      notes: [`most memory in MiB: ${mebibytes(small.most)} with few rows, ${mebibytes(large.most)} with many`],
    };
  },
};

/** Made while it is sent: we hold no more of it than the server. */
function file(first: number, rows: number): ReadableStream<Uint8Array> {
  const letters = new TextEncoder();
  const atOnce = 1000;
  let next = -1;
  return new ReadableStream({
    pull(controller) {
      if (next >= rows) return controller.close();
      if (next < 0) controller.enqueue(letters.encode('Name,Phone,Shift\n'));
      next = Math.max(next, 0);
      const until = Math.min(next + atOnce, rows);
      let text = '';
      for (; next < until; next++) text += `Person ${next},${numberOf(first + next)},Early\n`;
      controller.enqueue(letters.encode(text));
    },
  });
}

const numberOf = (n: number) => `+1${303 + Math.floor(n / 7_000_000)}${2_000_000 + (n % 7_000_000)}`;

import type { Benchmark } from './harness/benchmark.ts';
import type { Database } from './harness/cluster.ts';
import { makePast } from './harness/past.ts';
import { startProgram } from './harness/program.ts';
import { countQueries } from './harness/queries.ts';
import { openReader } from './harness/reader.ts';
import { addUp, type Count } from './harness/report.ts';
import { control, interleave, ratio, ratioTo } from './harness/rounds.ts';
import { openSide } from './harness/side.ts';
import { median } from './harness/statistics.ts';

const views = ['all', 'waiting', 'mine', 'unassigned', 'failed', 'done'];

/** The first page of each view of the inbox: how it takes to a hundred times as many conversations, and to one row. */
export const inbox: Benchmark = {
  title: 'Inbox: 50 rows of many conversations',
  async run(run) {
    const [few, many] = { full: [10_000, 1_000_000], short: [5000, 100_000], tiny: [200, 1000] }[run.scale] as [
      number,
      number,
    ];
    const twilio = await run.use(startProgram('bench/load/pretend-twilio.ts'));
    const counts: Count[] = [];
    const read = await openReader(run, counts);
    const past = (conversations: number) => (database: Database) =>
      makePast(database, { conversations, messages: conversations * 3, inFirst: 0 });
    const small = await openSide(run, twilio.url, past(few));
    const large = await openSide(run, twilio.url, past(many));
    const bare = await run.use(startProgram('bench/baselines/single-select.ts', { DATABASE_URL: large.database.url }));
    const pages = views.map((view) => `/api/v1/conversations?view=${view}&limit=50`);
    const ids = await rowIds(large.database);
    const busy = read('many', large, pages);
    const sides = {
      baseline: read('few', small, pages),
      ours: read('many', large, pages),
      others: {
        row: read(
          'one row',
          bare,
          ids.map((id) => `/conversations/${id}`),
        ),
        busy: () => whileTold(large.database, ids, busy),
      },
    };
    for (const { office } of [small, large])
      for (const [index, path] of pages.entries()) {
        const { items } = await office.must('GET', path);
        const wanted = run.scale === 'tiny' ? items.length : 50;
        counts.push({ what: `rows of a page (${views[index]})`, expected: wanted, found: items.length });
      }
    // Before much has been asked: a server process that has rested puts down late what it has done.
    const queries =
      run.scale === 'tiny'
        ? null
        : await countQueries(large.database, () => large.office.must('GET', pages[0] as string));
    if (queries !== null)
      counts.push({ what: 'queries of a page beyond two', expected: 0, found: Math.max(0, Math.round(queries) - 2) });
    for (const measure of [sides.baseline, sides.ours, sides.others.row]) await measure();
    const rounds = await interleave(run.rounds, sides);
    const middle = (values: (number | undefined)[]) => median(values.map((value) => value ?? Number.NaN)).toFixed(2);
    const note = (reading: string) =>
      `${reading.slice(0, 3)} in ms: of ${few} ${middle(rounds.map((round) => round.baseline[0][reading]))}, of ${many} ${middle(rounds.map((round) => round.ours[reading]))}, the same while each 20 ms another conversation changes ${middle(rounds.map((round) => round.others.busy?.[reading]))}, one row ${middle(rounds.map((round) => round.others.row?.[reading]))}`;
    return {
      figures: [
        {
          what: `p99 of 50 rows at ${many} conversations ÷ at ${few}`,
          ratio: ratio(rounds, 'p99Ms'),
          control: control(rounds, 'p99Ms'),
          better: 'less',
          floor: 2,
          target: 1.2,
        },
        {
          what: `p99 of 50 rows at ${many} ÷ one row by its key, bare`,
          ratio: ratioTo(rounds, 'row', 'p99Ms'),
          control: control(rounds, 'p99Ms'),
          better: 'less',
          floor: 8,
          target: 3,
        },
      ],
      counts: addUp(counts),
      notes: [note('p50Ms'), note('p99Ms'), `queries of a page: ${queries?.toFixed(2)}, with those that ask who it is`],
    };
  },
};

async function rowIds({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from conversations order by last_message_at desc limit 500',
  );
  return rows.map(({ id }) => id);
}

/** Reads while the newest conversations change all the time, as far as those who keep their rows are told. */
async function whileTold<Answer>({ pool }: Database, ids: string[], work: () => Promise<Answer>): Promise<Answer> {
  let turn = 0;
  const telling = setInterval(() => {
    const id = ids[turn++ % 50];
    pool
      .query(
        `with head as (update event_heads set last_number = last_number + 1 returning team_id, last_number)
         insert into events (team_id, number, kind, conversation_id, happened_at)
         select team_id, last_number, 'conversation.changed', $1, now() from head`,
        [id],
      )
      .catch(() => {});
  }, 20);
  return work().finally(() => clearInterval(telling));
}

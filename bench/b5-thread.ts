import type { Benchmark, Run } from './harness/benchmark.ts';
import { conversationId, makePast, type Past } from './harness/past.ts';
import { startProgram } from './harness/program.ts';
import { countQueries } from './harness/queries.ts';
import { openReader } from './harness/reader.ts';
import { addUp, type Count } from './harness/report.ts';
import { control, interleave, type Reading, ratio } from './harness/rounds.ts';
import { openSide, type Side } from './harness/side.ts';
import { median } from './harness/statistics.ts';

/** How many conversations are opened over and over, as many of few texts as of many: what people work on is in memory. */
const opened = 100;

/** What people page back through. */
const textsOfPage = 50;

const pasts: Record<Run['scale'], { few: Past; many: Past; pagesDeep: number }> = {
  full: {
    few: { conversations: 1000, messages: 100_000, inFirst: 0 },
    many: { conversations: 100_000, messages: 10_000_000, inFirst: 60_000 },
    pagesDeep: 1000,
  },
  short: {
    few: { conversations: 200, messages: 20_000, inFirst: 0 },
    many: { conversations: 4000, messages: 400_000, inFirst: 6000 },
    pagesDeep: 100,
  },
  tiny: {
    few: { conversations: 110, messages: 1100, inFirst: 0 },
    many: { conversations: 200, messages: 4000, inFirst: 600 },
    pagesDeep: 10,
  },
};

/** A page of a thread: how it takes to a hundred times as many texts, and to being a thousand pages back. */
export const thread: Benchmark = {
  title: 'Thread: a page among many texts, and far back',
  async run(run) {
    const { few, many, pagesDeep } = pasts[run.scale];
    const twilio = await run.use(startProgram('bench/load/pretend-twilio.ts'));
    const counts: Count[] = [];
    const read = await openReader(run, counts);
    const small = await openSide(run, twilio.url, (database) => makePast(database, few));
    const large = await openSide(run, twilio.url, (database) => makePast(database, many));
    const newest = { small: await newestPages(small), large: await newestPages(large) };
    const { first, deep } = await pagesOfFirst(large, pagesDeep);
    for (const path of [first[0], deep[0]]) {
      const { items } = await large.office.must('GET', path as string);
      counts.push({ what: 'texts of a page', expected: textsOfPage, found: items.length });
    }
    const bySize = {
      baseline: read('few', small, newest.small),
      ours: read('many', large, newest.large),
    };
    const byDepth = { baseline: read('first page', large, first), ours: read('deep page', large, deep) };
    // Before much has been asked: a server process that has rested puts down late what it has done.
    const queries =
      run.scale === 'tiny'
        ? null
        : await countQueries(large.database, () => large.office.must('GET', first[0] as string));
    if (queries !== null)
      counts.push({ what: 'queries of a page beyond two', expected: 0, found: Math.max(0, Math.round(queries) - 2) });
    for (const { baseline, ours } of [bySize, byDepth]) for (const measure of [baseline, ours]) await measure();
    const sizes = await interleave(run.rounds, bySize);
    const depths = await interleave(run.rounds, byDepth);
    const middle = (readings: Reading[], name: string) =>
      median(readings.map((reading) => reading[name] ?? Number.NaN)).toFixed(2);
    const note = (name: string) => {
      const of = (rounds: typeof sizes) =>
        [rounds.map(({ baseline }) => baseline[0]), rounds.map(({ ours }) => ours)].map((side) => middle(side, name));
      const [a, b] = of(sizes);
      const [c, d] = of(depths);
      return `${name.slice(0, 3)} in ms: among ${few.messages} ${a}, among ${many.messages} ${b}; first page ${c}, ${pagesDeep} pages back ${d}`;
    };
    return {
      figures: [
        {
          what: `p99 of a page among ${many.messages} texts ÷ among ${few.messages}`,
          ratio: ratio(sizes, 'p99Ms'),
          control: control(sizes, 'p99Ms'),
          better: 'less',
          floor: 1.5,
          target: 1.1,
        },
        {
          what: `p99 of a page ${pagesDeep} pages back ÷ the first`,
          ratio: ratio(depths, 'p99Ms'),
          control: control(depths, 'p99Ms'),
          better: 'less',
          floor: 1.5,
          target: 1.1,
        },
      ],
      counts: addUp(counts),
      notes: [
        note('p50Ms'),
        note('p99Ms'),
        `queries of a page: ${queries?.toFixed(2)}, with the one that asks who it is`,
      ],
    };
  },
};

const timelineOf = (id: string) => `/api/v1/conversations/${id}/timeline?limit=${textsOfPage}`;

async function newestPages({ database }: Side): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `select ${conversationId('n')} as id from generate_series(1, ${opened}) n`,
  );
  return rows.map(({ id }) => timelineOf(id));
}

/** The newest page of the longest thread, and those around so many pages back. */
async function pagesOfFirst({ database }: Side, pagesDeep: number): Promise<Record<'first' | 'deep', string[]>> {
  const { rows } = await database.pool.query<{ id: string; place: string }>(
    `select conversation_id as id, id as place from messages
     where team_id = (select id from teams) and conversation_id = ${conversationId(0)}
     order by id desc offset ${pagesDeep * textsOfPage} limit 1`,
  );
  const { id, place } = rows[0] as { id: string; place: string };
  return { first: [timelineOf(id)], deep: [`${timelineOf(id)}&before=${place}`] };
}

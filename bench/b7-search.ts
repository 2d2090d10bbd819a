import type { Benchmark, Run } from './harness/benchmark.ts';
import type { Office } from './harness/hearback.ts';
import { startProgram } from './harness/program.ts';
import { openReader } from './harness/reader.ts';
import { addUp, type Count } from './harness/report.ts';
import { control, interleave, type Reading, type Round, ratio } from './harness/rounds.ts';
import { fillSearched, rareWords, wordOf } from './harness/searched.ts';
import { openSide } from './harness/side.ts';
import { median } from './harness/statistics.ts';

const limit = 30;
const pageOf = (q: string) => `/api/v1/search?limit=${limit}&q=${encodeURIComponent(q)}`;
const common = Array.from({ length: rareWords.length }, (_, n) => pageOf(wordOf(n + 1)));
const rare = rareWords.map(pageOf);
/** What people ask for: words of every kind, beginnings, two at once, two in a row, who said it, and what failed. */
const mixed = [
  ...common.slice(0, 2),
  ...rare.slice(0, 2),
  ...['wo2s', 'wo1', 'wo3 wo4', 'wo1 wo2s', '"wo1 wo2"', 'is:failed wo1', '3032000042'].map(pageOf),
  ...['from:"person 142"', 'from:"person 142" wo1'].map(pageOf),
];

/** The newest texts that fit, over HTTP: whether it matters how common a word is, and how many texts there are. */
export const search: Benchmark = {
  title: 'Search: the newest texts with a word',
  async run(run) {
    const sizes = { full: [50_000, 200_000, 5_000_000], short: [10_000, 0, 200_000], tiny: [500, 0, 6000] };
    const [few, some, many] = sizes[run.scale] as [number, number, number];
    const twilio = await run.use(startProgram('bench/load/pretend-twilio.ts'));
    const counts: Count[] = [];
    const read = await openReader(run, counts);
    const small = await openSide(run, twilio.url, (database) => fillSearched(database, few));
    const large = await openSide(run, twilio.url, (database) => fillSearched(database, many));
    for (const { office } of [small, large]) counts.push(...(await check(office)));

    const words = { baseline: read('rare words', large, rare), ours: read('common words', large, common) };
    const much = { baseline: read('few texts', small, mixed), ours: read('many texts', large, mixed) };
    for (const measure of [...Object.values(words), ...Object.values(much)]) await measure();
    const byWord = await interleave(run.rounds, words);
    const bySize = await interleave(run.rounds, much);
    return {
      figures: [
        {
          what: `p99, the commonest words ÷ the rarest, of ${many} texts`,
          ratio: ratio(byWord, 'p99Ms'),
          control: control(byWord, 'p99Ms'),
          better: 'less',
          floor: 10,
          target: 3,
        },
        {
          what: `p99, searches of ${many} texts ÷ of ${few}`,
          ratio: ratio(bySize, 'p99Ms'),
          control: control(bySize, 'p99Ms'),
          better: 'less',
          floor: 4,
          target: 1.5,
        },
      ],
      counts: addUp(counts),
      notes: [
        note('the rarest words', byWord, ({ baseline }) => baseline[0]),
        note('the commonest words', byWord, ({ ours }) => ours),
        note(`searches of ${few} texts`, bySize, ({ baseline }) => baseline[0]),
        note(`searches of ${many} texts`, bySize, ({ ours }) => ours),
        ...(some > 0 ? [await firstResults(run, twilio.url, some)] : []),
        ...(many >= 10_000 ? [await peopleFound(large.office)] : []),
      ],
    };
  },
};

/** A page of a common word is full, and in order; a rare one is found. */
async function check(office: Office): Promise<Count[]> {
  const counts: Count[] = [];
  for (const path of common.slice(0, 2)) {
    const { items } = await office.must('GET', path);
    const ids: string[] = items.map(({ message }: { message: { id: string } }) => message.id);
    const inOrder = ids.filter((id, at) => at === 0 || id < (ids[at - 1] as string)).length;
    counts.push({ what: 'texts of a full page, in order', expected: limit, found: inOrder });
  }
  for (const path of rare) {
    const { items } = await office.must('GET', path);
    counts.push({ what: 'texts with a rare word', expected: 1, found: items.length });
  }
  return counts;
}

function note(what: string, rounds: Round[], side: (round: Round) => Reading): string {
  const of = (name: string) => median(rounds.map((round) => side(round)[name] ?? Number.NaN)).toFixed(1);
  return `${what}: p50 ${of('p50Ms')} ms, p99 ${of('p99Ms')} ms`;
}

/** From the first byte of the question to the last of the answer, each search asked once before anything of it is in memory. */
async function firstResults(run: Run, twilioUrl: string, texts: number): Promise<string> {
  const { office } = await openSide(run, twilioUrl, (database) => fillSearched(database, texts));
  const times: number[] = [];
  for (const path of [...common, ...rare, ...mixed]) {
    const askedAt = performance.now();
    await office.must('GET', path);
    times.push(performance.now() - askedAt);
  }
  return `first results of ${texts} texts, ${times.length} searches asked once: median ${median(times).toFixed(1)} ms, slowest ${Math.max(...times).toFixed(1)} (at most 150 wanted)`;
}

async function peopleFound(office: Office): Promise<string> {
  const times: number[] = [];
  for (let turn = 0; turn < 50; turn++) {
    const askedAt = performance.now();
    await office.must(
      'GET',
      `/api/v1/search/people?q=${encodeURIComponent(turn % 2 ? `son ${turn}` : `20000${turn}`)}`,
    );
    times.push(performance.now() - askedAt);
  }
  return `people of 5,000: median ${median(times).toFixed(1)} ms, slowest ${Math.max(...times).toFixed(1)} (at most 50 wanted)`;
}

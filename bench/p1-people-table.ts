import type { Benchmark } from './harness/benchmark.ts';
import type { Database } from './harness/cluster.ts';
import { makePast } from './harness/past.ts';
import { startProgram } from './harness/program.ts';
import { openReader } from './harness/reader.ts';
import { addUp, type Count } from './harness/report.ts';
import { control, interleave, ratio } from './harness/rounds.ts';
import { openSide } from './harness/side.ts';
import { median } from './harness/statistics.ts';

const path = '/api/v1/people-pages';
const fields = { Crew: 'text', Shift: 'text', Badge: 'text', Years: 'number' };

/** Pages of the table of people, sorted and filtered in every way: how they take to a hundred times as many people. */
export const peopleTable: Benchmark = {
  title: 'The table of people: 50 rows of many, sorted and filtered',
  async run(run) {
    const [few, many] = run.scale === 'tiny' ? [200, 1000] : [1000, 100_000];
    const twilio = await run.use(startProgram('bench/load/pretend-twilio.ts'));
    const counts: Count[] = [];
    const reader = await openReader(run, counts);
    const open = async (people: number) => {
      const side = await openSide(run, twilio.url, (database) =>
        makePast(database, { conversations: people, messages: people * 3, inFirst: 0 }),
      );
      for (const [name, kind] of Object.entries(fields))
        await side.office.must('POST', '/api/v1/person-fields', { name, kind });
      await fillFields(side.database, people);
      const asks = await asksOf(side.office);
      for (const [what, body] of Object.entries(asks)) {
        const { items } = await side.office.must('POST', path, body);
        const least = what.includes('rare') ? 1 : Math.min(50, people / 200);
        counts.push({ what: `rows missing (${what})`, expected: 0, found: Math.max(0, least - items.length) });
      }
      const read = (bodies: object[], seconds?: number) =>
        reader(
          `${people} people`,
          side,
          bodies.map((body) => ({ path, body })),
          seconds,
        )();
      return { asks, read };
    };
    const small = await open(few);
    const large = await open(many);
    const sides = {
      baseline: () => small.read(Object.values(small.asks)),
      ours: () => large.read(Object.values(large.asks)),
    };
    for (const measure of [sides.baseline, sides.ours]) await measure();
    const notes: string[] = [];
    if (run.scale !== 'tiny')
      for (const what of Object.keys(small.asks)) {
        const [one, other] = [
          await small.read([small.asks[what] as object], 0.5),
          await large.read([large.asks[what] as object], 0.5),
        ];
        notes.push(`${what}: p50 in ms of ${few} ${one.p50Ms?.toFixed(2)}, of ${many} ${other.p50Ms?.toFixed(2)}`);
      }
    const rounds = await interleave(run.rounds, sides);
    const middle = (values: (number | undefined)[]) => median(values.map((value) => value ?? Number.NaN)).toFixed(2);
    const note = (reading: string) =>
      `${reading.slice(0, 3)} of all in ms: of ${few} ${middle(rounds.map((round) => round.baseline[0][reading]))}, of ${many} ${middle(rounds.map((round) => round.ours[reading]))}`;
    return {
      figures: [
        {
          what: `p99 of a page of the table at ${many} people ÷ at ${few}`,
          ratio: ratio(rounds, 'p99Ms'),
          control: control(rounds, 'p99Ms'),
          better: 'less',
          floor: 2,
          target: 1.2,
        },
      ],
      counts: addUp(counts),
      notes: [note('p50Ms'), note('p99Ms'), ...notes],
    };
  },
};

/** Gives everybody a crew (one in twenty in each), years, and a shift (one in a hundred in each); ten have a badge. */
async function fillFields({ pool }: Database, people: number): Promise<void> {
  await pool.query(`update people set fields = jsonb_build_object('Crew', 'Crew ' || n % 20, 'Years', (n % 40)::text,
      'Shift', 'Shift ' || n % 100) || case when n % ${people / 10} = 0 then '{"Badge": "Gold"}' else '{}' end::jsonb
    from (select id, row_number() over (order by id) as n from people) as numbered where numbered.id = people.id`);
  await pool.query(`insert into field_places (team_id, field_id, person_id, number, words)
    select people.team_id, field.id, people.id, case field.kind when 'number' then (fields ->> field.name)::int else 0 end,
      case field.kind when 'number' then '' else lower(fields ->> field.name) end
    from people join person_fields as field on field.team_id = people.team_id and people.fields ? field.name`);
  await pool.query('vacuum (analyze, freeze) people, field_places, person_fields');
}

interface Office {
  must(method: string, path: string, body?: object): Promise<{ items: { id: string; name: string }[]; next: string }>;
}

/** What is asked, by what it is. */
async function asksOf(office: Office): Promise<Record<string, object>> {
  const known = (await office.must('GET', '/api/v1/person-fields')).items;
  const group = (await office.must('GET', '/api/v1/groups')).items[0]?.id;
  const id = (name: string) => known.find((field) => field.name === name)?.id;
  const is = (name: string, value: string) => ({ kind: 'field', fieldId: id(name), is: 'is', value });
  const all = (...conditions: object[]) => ({ filter: { match: 'all', conditions } });
  const far = async (body: object) => {
    let after: string | undefined;
    for (let page = 0; page < 10; page++) {
      const { next } = await office.must('POST', path, { ...body, limit: 500, ...(after && { after }) });
      if (!next) break;
      after = next;
    }
    return { ...body, ...(after && { after }) };
  };
  return {
    'by name': {},
    'by name, far down': await far({}),
    'by when they were heard': { sort: '-heard' },
    'by when they were heard, far down': await far({ sort: '-heard' }),
    'newest first': { sort: '-created' },
    'by crew': { sort: `field:${id('Crew')}` },
    'by years, far down': await far({ sort: `-field:${id('Years')}` }),
    'one crew of twenty': all(is('Crew', 'crew 7')),
    'one crew of twenty, by when they were heard': { ...all(is('Crew', 'Crew 7')), sort: '-heard' },
    'one shift of a hundred': all(is('Shift', 'Shift 7')),
    'a rare badge': all(is('Badge', 'Gold')),
    'a group': all({ kind: 'group', groupId: group, isIn: true }),
    'not in a group, more than thirty years': all(
      { kind: 'group', groupId: group, isIn: false },
      { kind: 'field', fieldId: id('Years'), is: 'more', value: '30' },
    ),
    'heard in the last ninety days': all({ kind: 'heard', is: 'within', days: 90 }),
  };
}

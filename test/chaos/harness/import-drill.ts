import { pause } from '../../../bench/harness/program.ts';
import { importing } from '../../support/importing.ts';
import { openRandom } from '../../support/random.ts';
import { until } from '../../support/until.ts';
import { atLeast, type Count, mustBe, none } from './count.ts';
import type { Drill } from './drills.ts';
import { openTown, type Town } from './town.ts';

const patienceMs = 600_000;

/** So many rows are still to come when workers are killed: more than a batch of either, or it would be over unseen. */
const left = 5000;

/** Three in a hundred rows are nobody; some are somebody of a row before, far away, in another notation. */
const isBad = (n: number) => n % 33 === 7;
const isAgain = (n: number) => n % 50 === 49 && !isBad(n);
const hasOptedOut = (n: number) => n % 40 === 3;

/**
 * A file of people is looked at and written while all workers are killed in the middle of either, again and again: each row
 * is one person, or a reason with its line.
 */
export async function importDrill({
  seed,
  say,
  rows,
  kills,
}: Drill & { rows: number; kills: { checking: number; writing: number } }): Promise<Count[]> {
  const town = await openTown({ webs: 1, workers: 2 });
  try {
    const random = openRandom(seed);
    const desk = importing(town.office, patienceMs);
    const { id } = await desk.brings(fileOf(rows));
    await town.office.must('PATCH', `/api/v1/imports/${id}`, { defaults: { group: 'Crowd' } });
    const stopsOf = (count: number) =>
      Array.from({ length: count }, () => random.between(0.05 * rows, rows - left)).sort((a, b) => a - b);
    await town.office.must('POST', `/api/v1/imports/${id}/check`);
    let fallen = await killAt(town, 'checking', stopsOf(kills.checking), say);
    await desk.settles(id);
    await town.office.must('POST', `/api/v1/imports/${id}/writing`);
    fallen += await killAt(town, 'writing', stopsOf(kills.writing), say);
    await desk.settles(id);
    return [atLeast('times that all workers were killed', fallen, 1), ...(await countAll(town, id, rows))];
  } finally {
    await town.close();
  }
}

/** Kills all workers each time that the import has come so far; it may be done before the last time. */
async function killAt(town: Town, state: string, stops: number[], say: (line: string) => void): Promise<number> {
  let fallen = 0;
  for (const stop of stops) {
    const at = await until(
      `row ${Math.round(stop)}`,
      async () => {
        const [one] = await town.database.query('select state, done_to from imports');
        return (one.state !== state || one.done_to >= stop) && one;
      },
      patienceMs,
    );
    if (at.state !== state) break;
    await Promise.all(town.workers.map((worker) => worker.dies(100)));
    fallen += 1;
    say(`${state}: all workers were killed at row ${at.done_to}`);
    await pause(100);
  }
  return fallen;
}

const numberOf = (n: number) => 2_000_000 + n;

function fileOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, n) => {
    const digits = String(numberOf(isAgain(n) ? firstOf(n) : n));
    const spelled = isAgain(n) ? `1303${digits}` : `(303) ${digits.replace(/(\d{3})/, '$1-')}`;
    return `Person ${n},${isBad(n) ? '1.30355E+10' : spelled},Early,${hasOptedOut(n) ? 'yes' : ''}`;
  });
  return ['Name,Phone,Shift,Opted out', ...lines, ''].join('\n');
}

/** The row whose person a later row is: a good one in the first tenth of those before. */
function firstOf(n: number): number {
  for (let first = Math.floor(n / 10); ; first++) if (!isBad(first) && !isAgain(first)) return first;
}

async function countAll(town: Town, id: string, rows: number): Promise<Count[]> {
  const { number, query } = town.database;
  const all = Array.from({ length: rows }, (_, n) => n);
  const bad = all.filter(isBad);
  const again = all.filter(isAgain);
  const people = rows - bad.length - again.length;
  const { counts, state } = await town.office.must('GET', `/api/v1/imports/${id}`);
  const { text } = await town.office.ask('GET', `/api/v1/imports/${id}/rejected.csv`);
  const lines = text
    .split('\r\n')
    .slice(1, -1)
    .map((line) => Number(line.split(',', 1)[0]) - 2);
  const optedOut = new Set(all.flatMap((n) => (hasOptedOut(n) && !isBad(n) ? [isAgain(n) ? firstOf(n) : n] : [])));
  const doubled = (table: string, column: string) =>
    number(`select count(*) from (select from ${table} group by ${column} having count(*) > 1) as doubled`);
  const lost = await query(`select address from generate_series(0, ${rows - 1}) as n
    cross join lateral (select '+1303' || (2000000 + n) as address) as called
    left join phones using (address) where phones.address is null`);
  const missing = lost.map(({ address }) => Number(address.slice(5)) - 2_000_000);
  return [
    mustBe('imports that are written', state === 'written' ? 1 : 0, 1),
    mustBe('rows that are new', counts.new, people),
    mustBe('rows that are somebody of a row before', counts.repeat, again.length),
    mustBe('rows rejected', counts.rejected, bad.length),
    mustBe('reasons in the file of rejected rows', lines.length, bad.length),
    none('reasons on a wrong line', lines.filter((n) => !isBad(n)).map(String)),
    mustBe('people', await number('select count(*) from people'), people),
    mustBe('conversations', await number('select count(*) from conversations'), people),
    mustBe('numbers', await number('select count(*) from phones'), people),
    mustBe('people in the group', await number('select count(*) from group_members'), people),
    mustBe('opt-outs', await number('select count(*) from opt_outs where ended_at is null'), optedOut.size),
    mustBe('people with two conversations', await doubled('conversations', 'person_id'), 0),
    mustBe('rows looked at twice', await doubled('import_rows', 'place'), 0),
    none('people who are not there', missing.filter((n) => !isBad(n) && !isAgain(n)).map(String)),
  ];
}

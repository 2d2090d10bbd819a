import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goOn } from '../src/domain/imports/imports.ts';
import type { Benchmark } from './harness/benchmark.ts';
import { openFloor } from './harness/floor.ts';
import { signUp, startHearback } from './harness/hearback.ts';
import { now } from './harness/program.ts';
import { addUp, type Count } from './harness/report.ts';
import { control, interleave, type Reading, ratio } from './harness/rounds.ts';
import { median } from './harness/statistics.ts';

/** Of so many rows one is bad. */
const badEvery = 33;

/**
 * A file of people, three in a hundred of whom are nobody; against a COPY of the same people, numbers, conversations, places in
 * a group and in the order of a field into the same tables, with their indexes and keys. Writing alone is what COPY does too; the whole is what a
 * member waits for: the file is sent over HTTP and taken in, each number is read, and each row is looked at before.
 */
export const importing: Benchmark = {
  title: 'Importing people: rows a second',
  async run(run) {
    const rows = { full: 100_000, short: 20_000, tiny: 400 }[run.scale];
    const database = await run.cluster.database('ours');
    const program = await run.use(startHearback(database, { role: 'web' }));
    const office = await signUp(program.url);
    const { number, pool } = database;
    const floor = openFloor(run, database.url);
    const [{ id: teamId }] = (await pool.query('select id from teams')).rows;
    await pool.query(
      `insert into groups (team_id, id, name, created_at) select id, gen_random_uuid(), 'Everybody', now() from teams`,
    );
    await office.must('POST', '/api/v1/person-fields', { name: 'Shift', kind: 'text', choices: [] });
    const counts: Count[] = [];
    let turn = 0;

    const ours = async (): Promise<Reading> => {
      const first = turn++ * rows;
      const file = fileOf(first, rows);
      const before = await number('select count(*) from people');
      await pool.query('checkpoint');
      const startedAt = now();
      const { id } = await office.must('POST', '/api/v1/imports?name=people.csv', file, { 'content-type': 'text/csv' });
      const takenAt = now();
      await office.must('PATCH', `/api/v1/imports/${id}`, { defaults: { group: 'Everybody' } });
      await office.must('POST', `/api/v1/imports/${id}/check`);
      while (await goOn({ ...floor, teamId }, id));
      const checkedAt = now();
      await office.must('POST', `/api/v1/imports/${id}/writing`);
      const readyAt = now();
      while (await goOn({ ...floor, teamId }, id));
      const writtenAt = now();
      const { counts: found } = await office.must('GET', `/api/v1/imports/${id}`);
      const bad = Math.ceil(rows / badEvery);
      counts.push(
        { what: 'rows that are new', expected: rows - bad, found: found.new },
        { what: 'rows rejected', expected: bad, found: found.rejected },
        { what: 'people', expected: rows - bad, found: (await number('select count(*) from people')) - before },
      );
      const perSecond = (ms: number) => (rows - bad) / (ms / 1000);
      return {
        whole: perSecond(writtenAt - startedAt),
        writing: perSecond(writtenAt - readyAt),
        taking: perSecond(takenAt - startedAt),
        checking: perSecond(checkedAt - takenAt),
      };
    };

    /** As many people as are new in a file, made before, each into its own table with all that hangs on it. */
    const copy = async (): Promise<Reading> => {
      const path = (table: string) => join(tmpdir(), `hearback-bench-${process.pid}-${table}`);
      const first = turn++ * rows;
      const people = rows - Math.ceil(rows / badEvery);
      await pool.query('create schema if not exists bench');
      await pool.query('drop table if exists bench.copied');
      await pool.query(
        `create table bench.copied as select teams.id as team_id, uuidv7() as person_id, uuidv7() as conversation_id, n,
           (select id from groups limit 1) as group_id, (select id from person_fields limit 1) as field_id
         from teams cross join generate_series($1::int, $2::int) as n order by n`,
        [first, first + people - 1],
      );
      const tables = {
        people: `team_id, person_id, 'Person ' || n, false, '{"Shift": "Early"}', now()`,
        phones: `team_id, '+1303' || (2000000 + n), 'phone_number', person_id, 0, now()`,
        conversations: 'team_id, conversation_id, person_id, now()',
        group_members: 'team_id, group_id, person_id',
        field_places: `team_id, field_id, person_id, 0, 'early'`,
      };
      const columns = {
        people: 'team_id, id, name, is_practice, fields, created_at',
        phones: 'team_id, address, kind, person_id, position, created_at',
        conversations: 'team_id, id, person_id, created_at',
        group_members: 'team_id, group_id, person_id',
        field_places: 'team_id, field_id, person_id, number, words',
      };
      for (const [table, values] of Object.entries(tables))
        await pool.query(`copy (select ${values} from bench.copied order by n) to '${path(table)}'`);
      await pool.query('checkpoint');
      const startedAt = now();
      for (const [table, names] of Object.entries(columns))
        await pool.query(`copy ${table} (${names}) from '${path(table)}'`);
      const perSecond = people / ((now() - startedAt) / 1000);
      for (const table of Object.keys(tables)) await rm(path(table), { force: true });
      return { whole: perSecond, writing: perSecond };
    };

    const rounds = await interleave(Math.min(run.rounds, 5), { baseline: copy, ours });
    const middle = (of: (round: (typeof rounds)[number]) => number | undefined) =>
      Math.round(median(rounds.map((round) => of(round) ?? Number.NaN)));
    const figure = (what: string, name: string) => ({
      what,
      ratio: ratio(rounds, name),
      control: control(rounds, name),
      better: 'more' as const,
      floor: 0.35,
      target: 0.8,
    });
    return {
      figures: [
        figure(`${rows} rows, written ÷ the same people by plain COPY`, 'writing'),
        figure(`${rows} rows, taken in, looked at and written ÷ the same`, 'whole'),
      ],
      counts: addUp(counts),
      notes: [
        `people a second: copied ${middle(({ baseline }) => baseline[0].writing)}, written ${middle(({ ours }) => ours.writing)}, looked at ${middle(({ ours }) => ours.checking)}, taken in ${middle(({ ours }) => ours.taking)}, all in all ${middle(({ ours }) => ours.whole)}`,
      ],
    };
  },
};

function fileOf(first: number, rows: number): string {
  const lines = Array.from({ length: rows }, (_, n) => {
    const phone = n % badEvery === 0 ? '12345' : `(303) ${String(2_000_000 + first + n).replace(/(\d{3})/, '$1-')}`;
    return `Person ${first + n},${phone},Early`;
  });
  return ['Name,Phone,Shift', ...lines, ''].join('\n');
}

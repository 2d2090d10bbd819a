import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { importing } from '../support/importing.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

let ahead = 0;
const world = await openOfficeHours([], {
  clock: { now: () => new Date(Date.now() + ahead) },
  // A file that cannot be changed, and a batch that cannot be written.
  mayLogErrors: true,
});
const { office, query } = world;
const desk = importing(office);
const csv = (...rows: string[]) => `${rows.join('\n')}\n`;
await query(
  sql`create function not_now() returns trigger language plpgsql as 'begin raise exception $$Not now$$; end'`,
);

const adds = async (name: string, phone: string): Promise<string> =>
  (await office.must('POST', '/api/v1/people', { name, phones: [phone] })).id;
const removes = (id: string) => office.must('DELETE', `/api/v1/people/${id}`);
async function removesTogether(ids: string[]): Promise<void> {
  const removal = await office.must('POST', '/api/v1/people-removals', { ids, expected: ids.length });
  const path = `/api/v1/people-removals/${removal.id}`;
  await until('the removal', async () => (await office.must('GET', path)).state === 'removed');
}
const tidies = () =>
  query(sql`select graphile_worker.add_job('upkeep', '{}'::json, job_key => 'upkeep', run_at => now())`);
/** Who is removed, and of whom something is still kept. */
const kept = async () => (await query(sql`select person_id as id from removed_people where rows is not null`)).length;
const forgotten = (left = 0) => until('the upkeep', async () => (await tidies()) && (await kept()) === left);
const idsOf = async (importId: string): Promise<string[]> =>
  (
    await query(
      sql`select person_id as id from import_rows where import_id = ${importId} and outcome = 'new' order by place`,
    )
  ).map(({ id }) => id);

test('an import that was stopped is gone on with, and says of whom it had nobody to change any more', async () => {
  const [old, first, second, last] = [
    await adds('Old', '+14155550201'),
    await adds('First', '+14155550202'),
    await adds('Second', '+14155550203'),
    await adds('Last', '+14155550204'),
  ];
  const filler = Array.from({ length: 4000 }, () => 'Filler,+14155550209,Early');
  const file = [
    'Old,+14155550201,Early',
    ...filler,
    'First,+14155550202,quokka',
    'Second,+14155550203,Early',
    'Last,+14155550204,Late',
  ];
  const { id, counts } = await desk.checks(csv('Name,Phone,Shift', ...file));
  assert.deepEqual(counts, { new: 1, change: 4, same: 0, repeat: 3999, rejected: 0, kept: 0 });
  await query(sql`create trigger not_now before update on people for each row
    when (old.id = ${sql.lit(last)}) execute function not_now()`);
  await office.must('POST', `/api/v1/imports/${id}/writing`);
  await until('the first part', async () => (await office.must('GET', `/api/v1/imports/${id}`)).done >= 3999);
  await office.must('DELETE', `/api/v1/imports/${id}/writing`);
  await query(sql`drop trigger not_now on people`);
  await removes(first);
  await forgotten();
  // Of her nothing is forgotten yet.
  await removesTogether([second]);

  const written = await desk.writes(id);
  assert.equal(written.state, 'written');
  assert.deepEqual(written.counts, { new: 1, change: 2, same: 0, repeat: 3999, rejected: 2, kept: 0 });
  const reason = 'This person was removed or merged while the import was under way.';
  assert.deepEqual(
    (await desk.rows(id, 'rejected')).map((row) => [row.line, row.reason, row.person]),
    [
      [4003, reason, null],
      [4004, reason, null],
    ],
  );
  const shiftOf = async (person: string) => (await office.must('GET', `/api/v1/people/${person}`)).fields.Shift;
  assert.deepEqual([await shiftOf(old), await shiftOf(last)], ['Early', 'Late']);
  // Whoever was removed for good has left the file of rejected rows as well; the other can be brought in again by it.
  const { text } = await office.ask('GET', `/api/v1/imports/${id}/rejected.csv`);
  assert.deepEqual(text.trim().split('\r\n').slice(1), [`4003,${reason}`, `4004,${reason},Second,'+14155550203,Early`]);
  await desk.undoes(id);
  assert.deepEqual([await shiftOf(old), await shiftOf(last)], [undefined, undefined]);
});

test('of a large file only those parts are read in which somebody stands who goes', async () => {
  const rows = 8000;
  const { id } = await desk.checks(
    csv(
      'Name,Phone,Notes',
      ...Array.from({ length: rows }, (_, n) => `P${n},+1415${6_000_000 + n},${'note '.repeat(9)}${n}`),
    ),
  );
  await desk.writes(id);
  const going = (await idsOf(id)).slice(-200);
  // Rows that take so much room are read piece by piece.
  const pieces = async () => {
    const [{ read }] = await query(sql`select idx_tup_fetch::int as read from pg_stat_all_tables
      where relid = (select reltoastrelid from pg_class where relname = 'import_blocks')`);
    return read as number;
  };
  const changed = async () =>
    (await query(sql`select n_tup_upd::int as rows from pg_stat_user_tables where relname = 'import_rows'`))[0].rows;
  await removesTogether(going);
  const before = { pieces: await pieces(), changed: await changed() };
  const [{ held }] = await query(sql`select sum(pg_column_size(rows))::int / 2000 as held from import_blocks`);
  ahead += 62 * 60_000;
  await forgotten();
  await until('the count to be told', async () => (await changed()) >= before.changed + going.length);
  const read = (await pieces()) - before.pieces;
  assert.ok(read < 10 * held, `${read} pieces were read of ${held}`);
  const [{ empty }] = await query(sql`select count(*)::int as empty
    from import_blocks, json_array_elements(rows) as cells where import_id = ${id} and json_array_length(cells) = 1`);
  assert.equal(empty, going.length);
});

test('a file that cannot be changed keeps nobody from being forgotten who stands in another', async () => {
  const brings = async (name: string, phone: string) => {
    const { id } = await desk.checks(csv('Name,Phone', `${name},${phone}`));
    await desk.writes(id);
    return { id, person: (await idsOf(id))[0]! };
  };
  const stuck = await brings('Stuck', '+14155550221');
  const free = await brings('Free', '+14155550222');
  await query(sql`create trigger not_now before update on import_blocks for each row
    when (old.import_id = ${sql.lit(stuck.id)}) execute function not_now()`);
  await removes(stuck.person);
  await removes(free.person);
  await forgotten(1);
  const names = async (id: string) =>
    (await query(sql`select rows::text from import_blocks where import_id = ${id}`)).map(({ rows }) => rows).join();
  assert.match(await names(stuck.id), /Stuck/);
  assert.doesNotMatch(await names(free.id), /Free|0222/);
  assert.ok(world.logged.some((line) => line.includes('Files still name 1 of those who are removed.')));
  await query(sql`drop trigger not_now on import_blocks`);
  await forgotten();
  await comesTo(() => names(stuck.id), '[[1,"Name","Phone"], [2]]');
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { cloneDatabase } from '../../test/support/database.ts';
import { until } from '../../test/support/until.ts';
import { openDatabase } from './database.ts';
import { readFiles } from './migration-files.ts';
import { migrate } from './migrations.ts';

const { url } = await cloneDatabase();
const { pool, close } = openDatabase(url);
after(close);

const empty = () =>
  pool.query('drop schema public cascade; drop schema if exists graphile_worker cascade; create schema public');
const tables = async () =>
  (await pool.query("select table_schema || '.' || table_name as name from information_schema.tables order by 1")).rows;

test('an empty database is brought up to date, also by several processes at once, and again without harm', async () => {
  const before = await tables();
  await empty();
  const processes = Array.from({ length: 4 }, () => openDatabase(url, { connections: 2 }));
  await Promise.all(processes.map((each) => migrate(each.pool)));
  await Promise.all(processes.map((each) => each.close()));
  assert.deepEqual(await tables(), before);
  await migrate(pool);
  assert.deepEqual(await tables(), before);
});

test('a database that stopped halfway is finished', async () => {
  await pool.query("delete from migrations where name = 'queue'");
  await migrate(pool);
  assert.equal((await pool.query("select 1 from migrations where name = 'queue'")).rowCount, 1);
});

test('whoever had a name that shows nothing is called by their number', async () => {
  const [team, ...people] = Array.from({ length: 4 }, () => randomUUID());
  await pool.query(
    "insert into teams (id, name, time_zone, country, created_at) values ($1, 'T', 'UTC', 'US', now())",
    [team],
  );
  for (const [index, name] of ['\u200b\u3164 ', '\u2800', 'Ana\u200b'].entries()) {
    await pool.query(
      `insert into people (team_id, id, name, is_practice, fields, created_at) values ($1, $2, $3, false, '{}', now())`,
      [team, people[index], name],
    );
    await pool.query(
      `insert into phones (team_id, address, kind, person_id, position, created_at)
      values ($1, $2, 'phone_number', $3, 0, now())`,
      [team, `+1415555267${index}`, people[index]],
    );
  }
  await pool.query("delete from migrations where name = '0082-nameless-people.sql'");
  await migrate(pool);
  const { rows } = await pool.query('select name from people where team_id = $1 order by name', [team]);
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['+14155552670', '+14155552671', 'Ana\u200b'],
  );
});

test('a file that was changed after it was applied is found out', async () => {
  const [{ name, checksum }] = (await pool.query("select * from migrations where name <> 'queue' order by name")).rows;
  await pool.query("update migrations set checksum = 'another' where name = $1", [name]);
  await assert.rejects(migrate(pool), new RegExp(`db/migrations/${name} was changed after it was applied`));
  await pool.query('update migrations set checksum = $1 where name = $2', [checksum, name]);
  await migrate(pool);
});

test('a database of a newer Hearback is left alone', async () => {
  await pool.query("insert into migrations (name, checksum) values ('9999-tomorrow.sql', 'x')");
  const before = await tables();
  await assert.rejects(migrate(pool), /newer than this Hearback: it already has 9999-tomorrow\.sql/);
  assert.deepEqual(await tables(), before);
  await pool.query("delete from migrations where name = '9999-tomorrow.sql'");
});

/** Our files, with some more of a version that is still to come. */
async function laterVersion(files: Record<string, string>): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'hearback-migrations-'));
  after(() => rm(folder, { recursive: true, force: true }));
  await cp(new URL('../../db/migrations/', import.meta.url), folder, { recursive: true });
  for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql);
  return pathToFileURL(`${folder}/`);
}

/** Somebody who has read a table and not ended their transaction. */
async function holding(table: string) {
  const client = await pool.connect();
  await client.query(`begin; set transaction isolation level repeatable read; select from ${table}`);
  return {
    async ends() {
      await client.query('commit');
      client.release();
    },
  };
}

const waits = async () => {
  const { rowCount } = await pool.query(
    "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rowCount! > 0;
};
const groupsOf = async () => Number((await pool.query('select count(*) from groups')).rows[0].count);
let groups = 0;
const writes = () =>
  pool.query(
    `insert into groups (team_id, id, name, created_at) select id, gen_random_uuid(), $1, now() from teams limit 1`,
    [`Group ${++groups}`],
  );

for (const [how, before] of [
  ['in one transaction', ''],
  ['statement by statement', '-- outside of a transaction\n'],
])
  test(`a version that changes a table somebody holds, ${how}, lets all others read and write it meanwhile`, async () => {
    const folder = await laterVersion({ '9001-wider.sql': `${before}alter table groups add column colour text;` });
    const somebody = await holding('groups');
    const count = await groupsOf();
    const migrating = migrate(pool, folder);
    await until('it has begun to wait', waits);
    for (let n = 0; n < 20; n++) await writes();
    assert.equal(await groupsOf(), count + 20);
    await somebody.ends();
    await migrating;
    assert.equal((await pool.query("select 1 from migrations where name = '9001-wider.sql'")).rowCount, 1);
    await pool.query("alter table groups drop column colour; delete from migrations where name like '9%'");
  });

const isValid = async (index: string) =>
  (await pool.query('select indisvalid from pg_index where indexrelid = $1::regclass', [index])).rows[0].indisvalid;

test('an index whose building broke off is built again, also where its file passes it by or has been noted', async () => {
  const files = {
    '9001-passing-by.sql': `-- outside of a transaction
      create index concurrently if not exists groups_by_age on groups (team_id, created_at);`,
  };
  const folder = await laterVersion(files);
  const breakOff = async () => {
    const somebody = await holding('groups');
    const broken = assert.rejects(migrate(pool, folder), { code: '57014' });
    const building = `from pg_stat_progress_create_index
      where datname = current_database() and phase = 'waiting for old snapshots'`;
    await until('the index waits for somebody', async () => (await pool.query(`select ${building}`)).rowCount! > 0);
    await pool.query(`select pg_cancel_backend(pid) ${building}`);
    await broken;
    await somebody.ends();
    assert.equal(await isValid('groups_by_age'), false);
  };

  await breakOff();
  await migrate(pool, folder);
  assert.equal(await isValid('groups_by_age'), true);

  // An earlier version has noted the file all the same.
  await pool.query("drop index groups_by_age; delete from migrations where name like '9%'");
  await breakOff();
  const [noted] = (await readFiles(folder)).filter(({ name }) => name === '9001-passing-by.sql');
  await pool.query('insert into migrations (name, checksum) values ($1, $2)', [noted!.name, noted!.checksum]);
  await migrate(pool, await laterVersion({ ...files, '9002-later.sql': '-- outside of a transaction\nselect 1;' }));
  assert.equal(await isValid('groups_by_age'), true);
  await pool.query("drop index groups_by_age; delete from migrations where name like '9%'");
});

test('an index is built and rows are changed beside those who read and write; what broke off is done again', async () => {
  const slowly = `-- outside of a transaction
    drop index concurrently if exists groups_by_age;
    create index concurrently groups_by_age on groups (team_id, created_at);
    -- Two at a time.
    update groups set name = upper(name) where (team_id, id) in
      (select team_id, id from groups where name <> upper(name) limit 2);
    select 1 / count(*) from pg_indexes where indexname = 'not_yet';`;
  const broken = await laterVersion({ '9001-slow.sql': slowly });
  await assert.rejects(migrate(pool, broken), /division by zero/);
  assert.equal((await pool.query("select 1 from migrations where name like '9%'")).rowCount, 0);

  const folder = await laterVersion({ '9001-slow.sql': slowly.replace('not_yet', 'groups_by_age') });
  for (let n = 0; n < 5; n++) await writes();
  const somebody = await holding('groups');
  const migrating = Promise.all([migrate(pool, folder), migrate(pool, folder)]);
  await until('the index waits for somebody', waits);
  await writes();
  await somebody.ends();
  await migrating;
  const { rows } = await pool.query("select indisvalid from pg_index where indexrelid = 'groups_by_age'::regclass");
  assert.deepEqual(rows, [{ indisvalid: true }]);
  assert.equal((await pool.query('select 1 from groups where name <> upper(name)')).rowCount, 0);
  await pool.query("drop index groups_by_age; delete from migrations where name like '9%'");

  // On a new database, and when a backup is read, nobody else is there.
  await empty();
  await migrate(pool, folder);
  assert.equal((await pool.query("select 1 from pg_indexes where indexname = 'groups_by_age'")).rowCount, 1);
});

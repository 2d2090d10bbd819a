import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { cloneDatabase } from '../../test/support/database.ts';
import { openDatabase } from './database.ts';
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

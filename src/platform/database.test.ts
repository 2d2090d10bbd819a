import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { cloneDatabase } from '../../test/support/database.ts';
import { openWay } from '../../test/support/way.ts';
import { isAway, openDatabase, servingLimits } from './database.ts';

test('a pulled cable is noticed, alone and in a transaction, and the next statement goes over another', async (t) => {
  const way = await openWay((await cloneDatabase()).url);
  const { db, close } = openDatabase(way.url(), { limits: { ...servingLimits, query_timeout: 1000 } });
  t.after(async () => {
    await close();
    way.close();
  });
  const asks = () => sql`select 1`.execute(db);
  await asks();
  way.freeze();
  await assert.rejects(asks, isAway);
  way.thaw();
  await asks();
  const inTransaction = db.transaction().execute(async (tx) => {
    await sql`select 1`.execute(tx);
    way.freeze();
    await sql`select 2`.execute(tx);
  });
  await assert.rejects(inTransaction, isAway);
  way.thaw();
  await asks();
});

test('whoever asks with a callback is answered, with values and without', async (t) => {
  const { pool, close } = openDatabase((await cloneDatabase()).url);
  const client = await pool.connect();
  t.after(() => {
    client.release();
    return close();
  });
  const answered = await new Promise<unknown[]>((resolve, reject) => {
    client.query('select 1 as one', (_, without) => {
      client.query('select $1::int as two', [2], (error, withValues) =>
        error ? reject(error) : resolve([without.rows, withValues.rows]),
      );
    });
  });
  assert.deepEqual(answered, [[{ one: 1 }], [{ two: 2 }]]);
});

test('times are read to the millisecond, whatever the zone, the year and the digits', async (t) => {
  const { pool, close } = openDatabase((await cloneDatabase()).url, { connections: 1 });
  t.after(close);
  const times = [
    ...['2026-11-26T14:13:35Z', '2026-11-26T14:13:35.1Z', '2026-11-26T14:13:35.049Z', '1999-12-31T23:59:59.999Z'],
    ...['0044-03-15T12:00:00Z', '+012026-02-03T04:05:06.078Z'],
  ].map((time) => new Date(time));
  for (const zone of ['UTC', 'Asia/Kolkata', 'America/St_Johns']) {
    await pool.query(`set time zone '${zone}'`);
    const { rows } = await pool.query('select to_timestamp(ms / 1000.0) as time from unnest($1::bigint[]) ms', [
      times.map(Number),
    ]);
    assert.deepEqual(
      rows.map(({ time }) => time.toISOString()),
      times.map((time) => time.toISOString()),
    );
    const { rows: finer } = await pool.query(`select timestamptz '2026-11-26 14:13:35.123999Z' as time`);
    assert.equal(finer[0].time.toISOString(), '2026-11-26T14:13:35.123Z');
  }
});

test('lists of texts are read as they were written', async (t) => {
  const { pool, close } = openDatabase((await cloneDatabase()).url, { connections: 1 });
  t.after(close);
  const lists = [
    ...[
      [],
      ['one'],
      ['one', 'two words', '+13035550100', 'three'],
      ['', 'a', ''],
      ['a,b', '{c}', '{d'],
      ['NULL', null, 'null'],
    ],
    ...[
      ['"', 'a "b" c', '\\', '\\"'],
      [' a ', '\n', '🙂, ünï'],
      ['x', '}'],
    ],
  ];
  for (const list of lists) {
    const { rows } = await pool.query('select $1::text[] as list', [list]);
    assert.deepEqual(rows[0].list, list);
  }
  const { rows } = await pool.query(`select array[array['a', 'b'], array['c', 'd']] as list`);
  assert.deepEqual(rows[0].list, [
    ['a', 'b'],
    ['c', 'd'],
  ]);
  const { rows: bounds } = await pool.query(`select '[0:1]={a,b}'::text[] as list`);
  assert.deepEqual(bounds[0].list, ['a', 'b']);
});

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

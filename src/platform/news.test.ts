import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { cloneDatabase } from '../../test/support/database.ts';
import { until } from '../../test/support/until.ts';
import { openWay } from '../../test/support/way.ts';
import { createLog } from './log.ts';
import { openNews } from './news.ts';

test('turned away again and again, it asks one at a time, and has one connection in the end', async (t) => {
  const clone = await cloneDatabase();
  const way = await openWay(clone.url);
  const client = new pg.Client({ connectionString: clone.url });
  await client.connect();
  // Nobody but a superuser gets in any more: PostgreSQL says that there are too many.
  const limit = (count: number) => client.query(`alter role crowd connection limit ${count}`);
  await client.query('create role crowd login connection limit 0');
  const news = openNews(way.url('crowd'), createLog('silent'), 50);
  t.after(async () => {
    await news.close();
    way.close();
    await until('nobody to be there', async () => (await connected()) === 0);
    await client.query('drop role crowd');
    await client.end();
  });
  const connected = async () => {
    const { rows } = await client.query("select from pg_stat_activity where usename = 'crowd'");
    return rows.length;
  };

  const startedAt = performance.now();
  await until('some tries', () => way.asked() >= 10);
  const most = 1 + (performance.now() - startedAt) / 50;
  assert.ok(way.asked() <= most, `${way.asked()} tries where ${most} have time`);
  await limit(-1);
  const heard = new Promise((resolve) => news.hear(resolve));
  await until('it to hear', async () => {
    await client.query("notify hearback_news, 'a team'");
    return Promise.race([heard, null]);
  });
  const asked = way.asked();
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.deepEqual([await connected(), way.asked()], [1, asked]);
});

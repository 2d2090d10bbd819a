import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openBusyTown } from './harness/busy-town.ts';

test('a database without a free connection is waited for, politely', async (t) => {
  const town = await openBusyTown(t);
  const crowd: pg.Client[] = [];
  t.after(() => Promise.all(crowd.map((client) => client.end().catch(() => {}))));
  const comeIn = async () => {
    const client = new pg.Client({
      connectionString: town.database.url,
      application_name: 'onlooker',
      connectionTimeoutMillis: 5000,
    });
    client.on('error', () => {});
    await client.connect();
    crowd.push(client);
  };
  let isFull = false;
  while (!isFull && crowd.length < 300) await comeIn().catch(() => (isFull = true));
  assert.ok(isFull);
  // Whoever loses his place now gets no other.
  await crowd[0]?.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hearback'`);
  await Promise.all(Array.from({ length: 30 }, () => comeIn().catch(() => {})));
  await pause(3000);
  await Promise.all(crowd.splice(0).map((client) => client.end()));
  await town.shouldBeWellAgain();
  await town.shouldHoldAll();
});

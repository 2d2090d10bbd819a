import { test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import type { DB } from '../../src/platform/database.gen.ts';
import { openOnlooker } from '../support/onlooker.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

test('a worker that has much to take over still says that it lives', async () => {
  const { databaseUrl, query } = await openOfficeHours([]);
  const holder = new pg.Client({ connectionString: databaseUrl });
  await holder.connect();
  const busy = sql`pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const beaten = sql`select from workers, ${busy} and beat_at > query_start + interval '100 milliseconds'`;
  // Nobody reads attempts but who looks for lost ones.
  await holder.query('begin; lock table attempts in access exclusive mode');
  try {
    await until('it to take over, and to be held up', async () => (await query(sql`select from ${busy}`)).length > 0);
    await until('it to say that it lives meanwhile', async () => (await query(beaten)).length > 0);
  } finally {
    await holder.end();
  }
});

test('a worker whose requests hold every connection of its pool still says that it lives', async () => {
  const { app, databaseUrl } = await openOfficeHours([]);
  const onlooker = openOnlooker(databaseUrl);
  const { promise: isSeen, resolve: letGo } = Promise.withResolvers<void>();
  const arrived: Promise<unknown>[] = [];
  // One more is the queue's own, for as long as it listens.
  const held = Array.from({ length: 9 }, () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    arrived.push(promise);
    return (app.floor.db as Kysely<DB>).connection().execute(() => {
      resolve();
      return isSeen;
    });
  });
  try {
    await Promise.all(arrived);
    const { rows: workers } = await onlooker.query('select id, clock_timestamp() as since from workers');
    const [{ id, since }] = workers;
    const beaten = () => onlooker.query('select from workers where id = $1 and beat_at > $2', [id, since]);
    await until('it to say that it lives', async () => (await beaten()).rowCount === 1);
  } finally {
    letGo();
    await Promise.all(held);
    await onlooker.end();
  }
});

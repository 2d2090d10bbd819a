import { test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
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

test('what says that a worker lives has a connection that nothing else takes', async () => {
  const { office, databaseUrl } = await openOfficeHours([]);
  const onlooker = openOnlooker(databaseUrl);
  const ask = async (statement: string, values?: unknown[]) => (await onlooker.query(statement, values)).rows;
  try {
    const [{ pid }] = await until('a beat', async () => {
      const found = await ask(`select pid from pg_stat_activity
        where datname = current_database() and query like 'insert into "workers"%'`);
      return found.length > 0 && found;
    });
    for (let asked = 0; asked < 30; asked++) {
      await office.must('GET', '/api/v1/me');
      const own = await ask(
        `select query like 'insert into "workers"%' as is_beat from pg_stat_activity where pid = $1`,
        [pid],
      );
      assert.deepEqual(own, [{ is_beat: true }]);
    }
  } finally {
    await onlooker.end();
  }
});

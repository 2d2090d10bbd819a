import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const { phone, query } = await openOfficeHours(['Ana', 'Ben']);

test('a text that comes in costs the same among many, also when the statistics are of an empty table', async (t) => {
  const rowsRead = async () => {
    const [{ read }] = await query(sql`select sum(idx_tup_fetch + seq_tup_read)::int as read from pg_stat_user_tables
      where relname in ('messages', 'conversations', 'phones', 'webhook_events', 'people')`);
    return read as number;
  };
  await phone('Ana').texts('The first');
  await query(sql`analyze`);
  const before = await rowsRead();
  const texts = 1000;
  for (let n = 0; n < texts; n += 20)
    await Promise.all(Array.from({ length: 20 }, (_, k) => phone(k % 2 ? 'Ana' : 'Ben').texts(`Text ${n + k}`)));
  const perText = await until('the count to be told', async () => {
    // Whoever has something to do tells what was read a second ago; whoever rests, after ten.
    await phone('Ana').texts('One more');
    const each = ((await rowsRead()) - before) / texts;
    return each > 3 && each;
  });
  t.diagnostic(`${Math.round(perText)} rows read for each text`);
  // On a busy machine it takes minutes, in which the upkeep reads some as well. Without keys it is a row for each text that is there.
  assert.ok(perText < 100, `${perText} rows were read for each text`);
});

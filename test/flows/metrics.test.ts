import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben']);
const { office, phone, query, url } = world;

/** Every number that is shown, by its name and label. */
async function measured(): Promise<Record<string, number>> {
  const answer = await fetch(`${url}/metrics`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  const lines = (await answer.text()).trimEnd().split('\n');
  for (const line of lines)
    assert.match(line, /^# (HELP|TYPE) hearback_\w+ \S|^hearback_\w+(\{\w+="[^"]+"\})? [\d.e+-]+$/);
  return Object.fromEntries(
    lines
      .filter((line) => !line.startsWith('#'))
      .map((line) => line.split(/ (?=\S+$)/))
      .map(([name, value]) => [name, Number(value)]),
  );
}

test('the numbers follow what happens, and name nobody', async () => {
  await office.texts('Ana', 'Are you there?');
  await office.shouldSeeStatus('Ana', 'delivered');
  await phone('Ben').texts('A secret word');
  await query(sql`update lines set paused_at = now()`);
  await office.texts('Ben', 'This waits');
  const stream = await office.listens();
  const seen = await until('the browser to be counted', async () => {
    const now = await measured();
    return now.hearback_live_browsers === 1 && now;
  });
  assert.equal(seen.hearback_database_up, 1);
  assert.equal(seen['hearback_outbox_waiting{lane="one_to_one"}'], 1);
  assert.equal(seen['hearback_outbox_waiting{lane="to_many"}'], 0);
  assert.ok(seen.hearback_outbox_oldest_seconds! > 0);
  assert.equal(seen['hearback_messages_last_hour{status="delivered"}'], 1);
  assert.equal(seen['hearback_messages_last_hour{status="received"}'], 1);
  assert.equal(seen.hearback_messages_unknown, 0);
  assert.equal(seen['hearback_workers{state="alive"}'], 1);
  assert.ok(seen['hearback_pool_connections{state="in_use"}']! >= 0);
  assert.ok(seen.hearback_resident_memory_bytes! > 1e7);
  await stream.close();

  await query(sql`update messages set status = 'unknown' where body = 'This waits'`);
  const later = await until('a silent worker', async () => {
    // The living one soon buries it.
    await query(sql`insert into workers values (gen_random_uuid(), '{}', now() - interval '1 minute')`);
    const now = await measured();
    return now['hearback_workers{state="silent"}']! > 0 && now;
  });
  assert.equal(later.hearback_messages_unknown, 1);

  // A number may hold any digits.
  const text = (await (await fetch(`${url}/metrics`)).text()).replace(/^(hearback_.*) \S+$/gm, '$1');
  for (const secret of ['Ana', 'Harbour', 'secret', '555', 'This waits']) assert.ok(!text.includes(secret), secret);
});

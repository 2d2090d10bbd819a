import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openDatabase, servingLimits } from '../../src/platform/database.ts';
import { nora } from '../support/cast.ts';
import { cloneDatabase } from '../support/database.ts';
import { holding } from '../support/held.ts';
import { inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openWay } from '../support/way.ts';
import { openOfficeHours } from '../support/world.ts';

test('while the database is away everybody is told to come back, and soon all is well again', async (t) => {
  const clone = await cloneDatabase();
  const way = await openWay(clone.url);
  const world = await openOfficeHours(['Ana'], { config: { databaseUrl: way.url() }, mayLogErrors: true });
  t.after(() => way.close());
  const { office, line, phone } = world;
  const text = inboundText(phone('Ana').number, 'Is anybody there?');

  way.cut();
  const refused = [
    await office.ask('GET', '/api/v1/me'),
    await office.ask('GET', '/api/v1/setup'),
    await office.ask('POST', '/api/v1/people', { name: 'Ben', phones: ['+13035550102'] }),
    await office.ask('GET', '/api/v1/events'),
    await office.ask('GET', '/api/auth/get-session'),
    await office.signsIn(nora.password),
  ];
  for (const { status, body, headers } of refused) {
    assert.deepEqual([status, body.code, headers.get('retry-after')], [503, 'unavailable', '5'], body.message);
  }
  assert.equal(await post(line.webhooks.inbound, text), 503);
  assert.equal((await office.ask('GET', '/readyz')).status, 503);
  assert.equal((await office.ask('GET', '/healthz')).status, 200);

  way.open();
  await until('the database to be back', async () => (await office.ask('GET', '/readyz')).status === 200);
  assert.equal(await post(line.webhooks.inbound, text), 204);
  await office.shouldSee('Ana', ['them: Is anybody there?']);
});

test('nothing leaves before what came while the database was away is heeded, not to whoever said STOP', async (t) => {
  const clone = await cloneDatabase();
  const way = await openWay(clone.url);
  const world = await openOfficeHours(['Ana', 'Ben'], { config: { databaseUrl: way.url() }, mayLogErrors: true });
  t.after(() => way.close());
  const { db, close } = openDatabase(clone.url, { connections: 2 });
  t.after(close);
  const { office, line, phone, carrier } = world;
  await phone('Ana').texts('Hello');
  const pausing = `/api/v1/lines/${line.id}/pause`;
  await office.must('POST', pausing);
  await office.texts('Ana', 'Are you there?');
  await office.texts('Ben', 'And you?');

  way.cut();
  await until('it to be noticed', async () => (await office.ask('GET', '/readyz')).status === 503);
  assert.equal(await post(line.webhooks.inbound, inboundText(phone('Ana').number, 'STOP')), 204);
  let begun: unknown[] = [];
  await holding(
    db,
    sql`select from conversations where id = ${office.conversationWith('Ana')} for update`,
    async (queue) => {
      await sql`update lines set paused_at = null where id = ${line.id}`.execute(db);
      way.open();
      await queue(1);
      const { rows } = await sql<{ id: string }>`select id from graphile_worker.add_job('drain-line', json_build_object(
      'teamId', (select team_id from lines where id = ${line.id}), 'lineId', ${line.id}::text))`.execute(db);
      const isThere = sql`select from graphile_worker._private_jobs where id = ${rows[0]?.id}::bigint`;
      await until('the line to be looked at', async () => (await isThere.execute(db)).rows.length === 0);
      ({ rows: begun } = await sql`select from attempts`.execute(db));
    },
  );
  assert.deepEqual(begun, []);
  await phone('Ben').shouldHear('And you?');
  await office.shouldSeeStatus('Ana', 'canceled');
  assert.ok((await carrier.log()).every(({ body }) => body !== 'Are you there?'));
});

test('who cannot be taken in for a while holds back nobody else, and gets nothing themselves', async (t) => {
  const world = await openOfficeHours(['Ana', 'Ben'], { webhookPatienceMs: 5000, mayLogErrors: true });
  const { office, line, phone, carrier, databaseUrl } = world;
  const { db, close } = openDatabase(databaseUrl, { connections: 2 });
  t.after(close);
  await phone('Ana').texts('Hello');
  const pausing = `/api/v1/lines/${line.id}/pause`;
  await office.must('POST', pausing);
  await office.texts('Ana', 'Are you there?');
  await office.texts('Ben', 'And you?');
  await holding(
    db,
    sql`select from conversations where id = ${office.conversationWith('Ana')} for update`,
    async (queue) => {
      const stopping = post(line.webhooks.inbound, inboundText(phone('Ana').number, 'STOP'));
      await queue(1);
      assert.equal(await stopping, 204);
      await office.must('DELETE', pausing);
      await phone('Ben').shouldHear('And you?');
      await office.texts('Ben', 'And once more?');
      await phone('Ben').shouldHear('And once more?');
    },
  );
  await office.shouldSeeStatus('Ana', 'canceled');
  assert.ok((await carrier.log()).every(({ body }) => body !== 'Are you there?'));
});

test('a process that stops dead in a transaction does not stop its team for long', async () => {
  const { office, app, query, phone } = await openOfficeHours(['Ana'], { limits: servingLimits, mayLogErrors: true });
  await phone('Ana').texts('Hello');
  const { promise: isHeld, resolve: held } = Promise.withResolvers<void>();
  const { promise: isThawed, resolve: thaw } = Promise.withResolvers<void>();
  const frozen = app.floor.db.transaction().execute(async (db) => {
    await sql`select * from event_heads for update`.execute(db);
    held();
    await isThawed;
    await sql`update event_heads set last_number = 0`.execute(db);
  });
  const failed = assert.rejects(frozen);
  await isHeld;
  // It is still frozen when this is answered.
  const { status } = await office.texts('Ana', 'Hello yourself').finally(thaw);
  assert.equal(status, 'queued');
  await failed;
  const [{ last_number }] = await query(sql`select last_number from event_heads`);
  assert.ok(last_number > 0);
});

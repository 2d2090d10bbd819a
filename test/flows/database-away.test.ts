import assert from 'node:assert/strict';
import { connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { nora } from '../support/cast.ts';
import { cloneDatabase } from '../support/database.ts';
import { inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

/** A way to a database that can be cut and opened again. */
async function openWay(databaseUrl: string) {
  // A socket in a folder has no host in its URL, which the web's rules for URLs do not know.
  const database = new URL(databaseUrl.replace('@/', '@x/'));
  const folder = database.searchParams.get('host');
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = folder
      ? connect(`${folder}/.s.PGSQL.${database.searchParams.get('port')}`)
      : connect(Number(database.port), database.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => [near, far].map((each) => each.destroy()));
    }
    near.pipe(far).pipe(near);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as { port: number };
  return {
    url: `postgresql://${database.username}@127.0.0.1:${port}${database.pathname}?sslmode=disable`,
    open: () => listen(port),
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

test('while the database is away everybody is told to come back, and soon all is well again', async (t) => {
  const clone = await cloneDatabase();
  const way = await openWay(clone.url);
  const world = await openOfficeHours(['Ana'], { config: { databaseUrl: way.url }, mayLogErrors: true });
  t.after(() => way.cut());
  const { office, line, phone } = world;
  const text = inboundText(phone('Ana').number, 'Is anybody there?');

  await way.cut();
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

  await way.open();
  await until('the database to be back', async () => (await office.ask('GET', '/readyz')).status === 200);
  assert.equal(await post(line.webhooks.inbound, text), 204);
  await office.shouldSee('Ana', ['them: Is anybody there?']);
});

test('a process that stops dead in a transaction does not stop its team for long', async () => {
  const { office, app, query, phone } = await openOfficeHours(['Ana'], { mayLogErrors: true });
  await phone('Ana').texts('Hello');
  const { promise: isHeld, resolve } = Promise.withResolvers<void>();
  const frozen = app.floor.db.transaction().execute(async (db) => {
    await sql`select * from event_heads for update`.execute(db);
    resolve();
    await pause(5500);
    await sql`update event_heads set last_number = 0`.execute(db);
  });
  const failed = assert.rejects(frozen);
  await isHeld;
  const startedAt = performance.now();
  assert.equal((await office.texts('Ana', 'Hello yourself')).status, 'queued');
  assert.ok(performance.now() - startedAt < 5500 + 1000);
  await failed;
  const [{ last_number }] = await query(sql`select last_number from event_heads`);
  assert.ok(last_number > 0);
});

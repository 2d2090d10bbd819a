import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as rest } from 'node:timers/promises';
import { sql } from 'kysely';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/platform/config.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { reservePort } from '../../src/platform/port.ts';
import { openBrowser } from '../support/browser.ts';
import { openCarrierDesk } from '../support/carrier-desk.ts';
import { cloneDatabase } from '../support/database.ts';
import { holding } from '../support/held.ts';
import { openOffice } from '../support/office.ts';
import { newFolder, startProgram } from '../support/program.ts';
import { until } from '../support/until.ts';

const surroundings = { log: createLog('silent'), say: () => {}, databasePatienceMs: 300 };
const open = (settings: Record<string, string>, more: object = {}) =>
  openApp(readConfig({ PORT: '0', CARRIER_PORT: '0', ...settings }), { ...surroundings, ...more });

/** Something else that listens on a port, which no outgoing connection has when it is free again. */
async function takenPort(): Promise<{ port: number; close(): Promise<unknown> }> {
  const port = await reservePort('127.0.0.1', 0, 'PORT');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}

test('a database that does not answer stops the start with a sentence', async () => {
  const { port, close } = await takenPort();
  await close();
  const settings = { DATABASE_URL: `postgresql://nora@127.0.0.1:${port}/none`, HEARBACK_DATA: newFolder() };
  await assert.rejects(
    open(settings),
    /^Error: The database did not answer for .* Is it running, and is DATABASE_URL right\?$/,
  );
});

test('a database that refuses us stops the start at once', async () => {
  const { url } = await cloneDatabase();
  const settings = { DATABASE_URL: url.replace(/\/\w+(?=\?|$)/, '/no_such_database'), HEARBACK_DATA: newFolder() };
  await assert.rejects(
    // Longer than a test may take: who waited for it would not end.
    open(settings, { databasePatienceMs: 3_600_000 }),
    /^Error: The database refused us: .*no_such_database.* Look at DATABASE_URL\.$/,
  );
});

test('an address of a database that nobody can read stops the start at once', async () => {
  const settings = { DATABASE_URL: 'postgresql://nora@127.0.0.1:99999/hearback', HEARBACK_DATA: newFolder() };
  await assert.rejects(
    open(settings, { databasePatienceMs: 3_600_000 }),
    /^Error: DATABASE_URL cannot be read\. It looks like postgresql:/,
  );
});

test('a host that is not of this machine is named, and no port is blamed', async () => {
  // Kept for examples (RFC 5737): no machine has it.
  await assert.rejects(
    open({ HOST: '192.0.2.1', HEARBACK_DATA: newFolder() }),
    /^Error: Nothing can listen on 192\.0\.2\.1 \(\w+\)\. Set HOST to an address of this machine/,
  );
});

test('a taken port is named, with the setting to change', async () => {
  const { port, close } = await takenPort();
  const { url } = await cloneDatabase();
  const settings = { DATABASE_URL: url, HEARBACK_DATA: newFolder() };
  await assert.rejects(open({ ...settings, PORT: String(port) }), new RegExp(`Port ${port} .* taken.* Set PORT`));
  await assert.rejects(
    open({ ...settings, CARRIER_PORT: String(port) }),
    new RegExp(`Port ${port} .* taken.* Set CARRIER_PORT`),
  );
  await close();
  // What was opened before the fault is closed again: the same settings work now.
  const app = await open({ ...settings, PORT: String(port) });
  assert.equal((await fetch(`${app.url}/readyz`)).status, 200);
  await app.close();
});

test('a data folder that cannot be written, or holds a damaged secret, stops the start', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'file'), '');
  const settings = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none' };
  // Below /proc, where there is one, not even root can make a folder.
  for (const path of [join(folder, 'file/data'), join(folder, 'file'), '/proc', '/proc/hearback/data'])
    await assert.rejects(open({ ...settings, HEARBACK_DATA: path }), /cannot be written .* HEARBACK_DATA/);
  writeFileSync(join(folder, 'secret'), 'short');
  const { url } = await cloneDatabase();
  await assert.rejects(open({ DATABASE_URL: url, HEARBACK_DATA: folder }), /secret is damaged/);
});

test('whoever stops it while it waits for its database waits no longer', async () => {
  const settings = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none', HEARBACK_DATA: newFolder() };
  const program = startProgram(settings);
  await until('it to wait', () => program.output.stdout.includes('does not answer yet'));
  // By itself it would end with 1, in half a minute or when its parts have had their time.
  assert.equal((await program.stop()).code, 0);
  assert.equal(program.output.stderr, '');
});

test('the program names every wrong setting at once and ends', async () => {
  const program = startProgram({
    PORT: 'http',
    CARRIER_PORT: '99999',
    HEARBACK_ROLE: 'boss',
    DATABASE_URL: 'mysql://x',
    LOG_LEVEL: 'loud',
    HEARBACK_SECRET: 'short',
    PUBLIC_URL: 'text.example.org',
  });
  assert.equal((await program.exited).code, 1);
  for (const name of [
    'PORT',
    'CARRIER_PORT',
    'HEARBACK_ROLE',
    'DATABASE_URL',
    'LOG_LEVEL',
    'HEARBACK_SECRET',
    'PUBLIC_URL',
  ]) {
    assert.match(program.output.stderr, new RegExp(`^${name} `, 'm'));
  }
  assert.doesNotMatch(program.output.stderr, /\n\s+at /);
  const unknown = startProgram({}, 'constructor');
  assert.equal((await unknown.exited).code, 1);
  assert.match(unknown.output.stderr, /There is no command "constructor"/);
  const asking = startProgram({ HEARBACK_DATA: newFolder() }, 'migrate', '--help');
  assert.equal((await asking.exited).code, 1);
  assert.match(asking.output.stderr, /Nothing can be added to "migrate"/);
});

for (const host of ['0.0.0.0', '::']) {
  test(`on ${host} it says where it can be reached from here, and its carrier reaches it`, async () => {
    const { url } = await cloneDatabase();
    const app = await open({ HOST: host, DATABASE_URL: url, HEARBACK_DATA: newFolder() });
    assert.match(app.url, /^http:\/\/(127\.0\.0\.1|\[::1\]):\d+$/);
    const office = openOffice(app.url);
    await office.signsUp();
    await office.meets('Ana');
    const [line] = (await office.must('GET', '/api/v1/lines')).items;
    assert.ok(line.webhooks.inbound.startsWith(`${app.url}/`));
    assert.equal(await openCarrierDesk(line.settings.baseUrl, line.number).phone('Ana').texts('Hello'), 204);
    await app.close();
  });
}

test('what somebody asked for who has gone is done before the database is closed', async () => {
  const { url } = await cloneDatabase();
  const logged: string[] = [];
  const log = createLog('warn', (line) => logged.push(line));
  const app = await open({ DATABASE_URL: url, HEARBACK_DATA: newFolder(), HEARBACK_ROLE: 'web' }, { log });
  const browser = openBrowser(app.url);
  await openOffice(app.url, browser).signsUp();
  const holder = openDatabase(url);
  let closing: Promise<void> | undefined;
  await holding(holder.db, sql`lock table limits`, async (queue) => {
    const gone = new AbortController();
    const asked = fetch(`${app.url}/api/v1/limits`, { headers: { cookie: browser.cookie() }, signal: gone.signal });
    await queue(1);
    gone.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    closing = app.close();
    // Long enough for one that does not wait to have closed all that the answer still needs.
    await Promise.race([closing, rest(300)]);
  });
  await closing;
  await holder.close();
  assert.deepEqual(logged, []);
});

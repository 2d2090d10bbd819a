import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/platform/config.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { cloneDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { newFolder } from '../support/program.ts';
import { openOfficeHours } from '../support/world.ts';

const run = promisify(execFile);

/** What an operator types, and what it answers. */
async function typed(settings: Record<string, string>, ...args: string[]): Promise<string> {
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  const main = join(import.meta.dirname, '../../src/main.ts');
  return (await run(process.execPath, [main, ...args], { env: { ...environment, ...settings } })).stdout;
}

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah']);
const { office, phone, dataFolder, databaseUrl } = world;
const folder = newFolder();
const secret = readFileSync(join(dataFolder, 'secret'), 'utf8');
const idOf = async (name: 'Chidi' | 'Dana' | 'Farah'): Promise<string> =>
  (await office.must('GET', `/api/v1/conversations/${office.conversationWith(name)}`)).person.id;

async function backUp(name: string): Promise<string> {
  const path = join(folder, name);
  await typed({ DATABASE_URL: databaseUrl, HEARBACK_DATA: dataFolder }, 'backup', path);
  return path;
}

async function emptyPlace() {
  const { url } = await cloneDatabase();
  // Under our own name it would be taken for a Hearback that is running.
  const { pool, close } = openDatabase(`${url}&application_name=onlooker`, { connections: 1 });
  after(close);
  const settings = { DATABASE_URL: url, HEARBACK_DATA: newFolder(), HEARBACK_SECRET: secret, HEARBACK_CARRIER: 'off' };
  return {
    settings,
    ask: async (sql: string) => (await pool.query(sql)).rows,
    restores: (path: string) => typed(settings, 'restore', path, '--replace'),
  };
}

const mia = await office.colleague('Mia', 'manager');
await phone('Emre').texts('STOP');
const first = await backUp('first.backup');

await phone('Ana').texts('STOP');
await phone('Ben').texts('Please take me off your list');
await phone('Emre').texts('START');
await office.must('PUT', `/api/v1/people/${await idOf('Chidi')}/opt-out`, { words: 'She said so' });
await office.must('DELETE', `/api/v1/people/${await idOf('Dana')}`);
await office.must('POST', '/api/v1/people-removals', { ids: [await idOf('Farah')], expected: 1 });
await office.colleague('Max');
await office.must('POST', `/api/v1/members/${mia.memberId}/deactivation`);
const second = await backUp('second.backup');
const place = await emptyPlace();

test('a backup that is put into an empty place says that nobody knows what was said since', async () => {
  const said = await place.restores(second);
  assert.match(said, /nothing here to compare the backup with\. Nobody here can know who has opted out since 20/);
});

test('who said STOP since a backup was made is not texted, who was sent away stays so, and what is lost is said', async () => {
  const said = await place.restores(first);
  assert.match(said, /Numbers that have been opted out since: 2\./);
  assert.match(said, /Numbers that have seemed to ask for no more texts since: 1\./);
  assert.match(said, /Members who have been deactivated since: Mia\. They stay so\./);
  assert.match(said, /Members who have joined since: 1\./);
  assert.match(said, /People who have been removed since, as far as is known: 2\./);
  assert.doesNotMatch(said, /No owner is left|nothing here to compare/);
  assert.match(said, /Whoever came back by START since counts as opted out/);

  const open = async (table: string, end: string) =>
    (await place.ask(`select address, words from ${table} where ${end} is null order by 1`)).map(Object.values);
  const numberOf = (name: 'Ana' | 'Ben' | 'Chidi' | 'Emre') => phone(name).number;
  const outs = [
    [numberOf('Ana'), 'STOP'],
    [numberOf('Chidi'), 'She said so'],
    [numberOf('Emre'), 'STOP'],
  ];
  assert.deepEqual(await open('opt_outs', 'ended_at'), outs.sort());
  assert.deepEqual(await open('stop_requests', 'settled_at'), [[numberOf('Ben'), 'Please take me off your list']]);
  const records = await place.ask(`select kind from consent_records where address = '${numberOf('Ana')}'`);
  assert.deepEqual(records, [{ kind: 'opted_out' }]);

  const app = await openApp(readConfig({ ...place.settings, PORT: '0', CARRIER_PORT: '0' }), {
    log: createLog('silent'),
    say: () => {},
  });
  try {
    const there = openOffice(app.url);
    assert.equal((await there.signsIn()).status, 200);
    const talk = `/api/v1/conversations/${office.conversationWith('Ana')}/messages`;
    assert.equal((await there.ask('POST', talk, { body: 'Hello' })).body.code, 'opted_out');
    assert.notEqual((await openOffice(app.url).signsIn(mia.password, mia.email)).status, 200);
  } finally {
    await app.close();
  }
});

test('a newer backup in the place of an older one brings back what ended between them', async () => {
  await phone('Ana').texts('START');
  await office.must('DELETE', `/api/v1/members/${mia.memberId}/deactivation`);
  const third = await backUp('third.backup');
  const said = await place.restores(third);
  assert.doesNotMatch(said, /opted out since: |deactivated since: |removed since, /);
  const open = await place.ask('select address from opt_outs where ended_at is null');
  assert.deepEqual(open, [{ address: phone('Chidi').number }]);
  assert.deepEqual(await place.ask('select from members where deactivated_at is not null'), []);
});

test('a team whose only owner then was deactivated since is told how to get another', async () => {
  const nora = (await office.must('GET', '/api/v1/members')).items.find(
    ({ email }: { email: string }) => email === 'nora@food-bank.example',
  );
  const olga = await office.colleague('Olga', 'owner');
  await olga.must('POST', `/api/v1/members/${nora.id}/deactivation`);
  const fourth = await backUp('fourth.backup');
  await place.restores(fourth);
  const said = await place.restores(first);
  assert.match(said, /Members who have been deactivated since: Nora Lindqvist\. They stay so\./);
  assert.match(said, /No owner is left in Harbour Food Bank\. Make one: npx hearback member add/);
});

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { member } from '../../src/cli/member.ts';
import { readConfig } from '../../src/platform/config.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { cloneDatabase } from '../support/database.ts';
import { newFolder } from '../support/program.ts';
import { openWorld } from '../support/world.ts';

const world = await openWorld();
const config = readConfig({ DATABASE_URL: world.databaseUrl, HEARBACK_DATA: world.dataFolder });

async function type(...args: string[]): Promise<string> {
  const said: string[] = [];
  await member(config, args, (line) => said.push(line));
  return said.join('\n');
}

test('a member is added beside a running Hearback, and signs in with the password that was printed', async () => {
  await assert.rejects(type('add', 'omar@food-bank.example'), /There is no team yet/);
  await world.office.signsUp();
  const said = await type('add', 'Omar@food-bank.example', '--name', 'Omar Haddad', '--role', 'manager');
  const [password] = /(?<=the password )\S+/.exec(said) ?? [''];
  assert.match(password!, /^([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}$/);
  const omar = world.openOffice();
  assert.equal((await omar.signsIn(password, 'omar@food-bank.example')).status, 200);
  const me = await omar.must('GET', '/api/v1/me');
  assert.deepEqual([me.name, me.role], ['Omar Haddad', 'manager']);

  await assert.rejects(type('add', 'omar@food-bank.example'), /Somebody signs in with this address already/);
  await assert.rejects(type('add', 'no address'), /not an e-mail address/);
  await assert.rejects(type('add', 'ida@food-bank.example', '--role', 'boss'), /^Error: Usage: /);
  await assert.rejects(type('add'), /Usage: npx hearback member add/);
  await assert.rejects(type('add', 'ida@food-bank.example', '--colour', 'red'), /colour.*\nUsage: /);
  assert.equal(await world.count('members'), 2);
});

test('a command on a database that is not up to date says so, and what to do', async () => {
  const { url } = await cloneDatabase();
  const { pool, close } = openDatabase(url, { connections: 1 });
  await pool.query("delete from migrations where name like '0001-%'");
  await close();
  const behind = readConfig({ DATABASE_URL: url, HEARBACK_DATA: newFolder() });
  await assert.rejects(member(behind, ['add', 'ida@food-bank.example']), /not up to date\. Start Hearback, or run/);
});

test('a command with another secret than that of the database says so', async () => {
  const settings = { DATABASE_URL: world.databaseUrl, HEARBACK_DATA: newFolder() };
  const add = (more = {}) => member(readConfig({ ...settings, ...more }), ['add', 'ida@food-bank.example']);
  await assert.rejects(add({ HEARBACK_SECRET: 'y'.repeat(40) }), /HEARBACK_SECRET is not the one of this database/);
  await assert.rejects(add(), /There is no HEARBACK_SECRET here/);
  assert.deepEqual(readdirSync(settings.HEARBACK_DATA), []);
});

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openApp } from '../../src/app.ts';
import { checkBackup, restore } from '../../src/platform/backup/backup.ts';
import { readConfig } from '../../src/platform/config.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { cloneDatabase } from '../support/database.ts';
import { newFolder } from '../support/program.ts';

const { url } = await cloneDatabase();
const folder = newFolder();
const backups = join(folder, 'backups');
const { pool, close } = openDatabase(url, { connections: 2 });
after(close);

/** As it was before the newest version. */
async function growOld() {
  await pool.query("drop index messages_unknown; delete from migrations where name = '0030-doubts.sql'");
}

async function start(): Promise<string[]> {
  const said: string[] = [];
  const settings = { PORT: '0', CARRIER_PORT: '0', HEARBACK_DATA: folder, DATABASE_URL: url };
  const app = await openApp(readConfig(settings), { log: createLog('silent'), say: (line) => said.push(line) });
  await app.close();
  return said;
}

test('an empty database is brought up to date without a backup, and says so', async () => {
  await growOld();
  assert.deepEqual(await start(), ['The database is empty, so it is brought up to date without a backup.']);
  assert.deepEqual(await start(), []);
});

test('what is in a database is backed up before it changes, and the newest five backups stay', async () => {
  await pool.query(
    "insert into teams values (gen_random_uuid(), 'Harbour Food Bank', 'America/New_York', 'US', now())",
  );
  await growOld();
  mkdirSync(backups, { recursive: true });
  for (const year of [2019, 2020, 2021, 2022, 2023])
    writeFileSync(join(backups, `before-migration-${year}.backup`), '');
  writeFileSync(join(backups, 'mine.backup'), '');
  const [first, second] = await start();
  assert.match(first!, /^Making a backup before/);
  const names = readdirSync(backups).sort();
  assert.equal(names.length, 6);
  assert.ok(names.includes('mine.backup') && !names.includes('before-migration-2019.backup'));

  const path = /^The backup is in (.*)\.$/.exec(second!)![1]!;
  const header = await checkBackup(path);
  assert.ok(header.migrations.every(({ name }) => name !== '0030-doubts.sql'));
  const target = openDatabase((await cloneDatabase()).url, { connections: 2 });
  after(target.close);
  await restore(target.pool, { path, header, folder: newFolder(), beforeCommit: async () => {} });
  assert.deepEqual((await target.pool.query('select name from teams')).rows, [{ name: 'Harbour Food Bank' }]);
  // An older backup is brought up to date on its way in.
  const index = await target.pool.query("select to_regclass('messages_unknown') is not null as is_there");
  assert.equal(index.rows[0].is_there, true);
});

test('without a backup nothing is changed', async () => {
  await growOld();
  const blocked = newFolder();
  writeFileSync(join(blocked, 'backups'), 'a file where the folder should be');
  const settings = { PORT: '0', CARRIER_PORT: '0', HEARBACK_DATA: blocked, DATABASE_URL: url };
  await assert.rejects(
    openApp(readConfig({ ...settings, HEARBACK_SECRET: 'x'.repeat(32) }), { log: createLog('silent'), say: () => {} }),
    /^Error: No backup could be made before .*Nothing was changed/,
  );
  const index = await pool.query("select to_regclass('messages_unknown') is null as is_gone");
  assert.equal(index.rows[0].is_gone, true);
});

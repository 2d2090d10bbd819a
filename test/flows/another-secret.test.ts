import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openApp } from '../../src/app.ts';
import { backup } from '../../src/cli/backup.ts';
import { readConfig } from '../../src/platform/config.ts';
import { createLog } from '../../src/platform/log.ts';
import { cloneDatabase } from '../support/database.ts';
import { newFolder } from '../support/program.ts';

test('a process with another secret than the database’s does not start, and says what to set', async () => {
  const { url } = await cloneDatabase();
  const open = (settings: Record<string, string>) =>
    openApp(readConfig({ PORT: '0', HEARBACK_CARRIER: 'off', DATABASE_URL: url, ...settings }), {
      log: createLog('silent'),
      say: () => {},
    });
  const folder = newFolder();
  const first = await open({ HEARBACK_DATA: folder });
  try {
    for (const role of ['worker', 'web', 'all']) {
      const elsewhere = { HEARBACK_ROLE: role, HEARBACK_DATA: newFolder() };
      await assert.rejects(
        open({ ...elsewhere, HEARBACK_SECRET: 'y'.repeat(40) }),
        /^Error: HEARBACK_SECRET is not the one of this database. Set it to the one of the first start/,
      );
      await assert.rejects(open(elsewhere), /^Error: There is no HEARBACK_SECRET here. Set it/);
      assert.equal(existsSync(join(elsewhere.HEARBACK_DATA, 'secret')), false);
    }
    const config = (settings: Record<string, string>) => readConfig({ DATABASE_URL: url, ...settings });
    const path = join(folder, 'with-secret.backup');
    const takeAway = (settings: Record<string, string>) => backup(config(settings), [path, '--with-secret'], () => {});
    await assert.rejects(takeAway({ HEARBACK_DATA: newFolder() }), /There is no HEARBACK_SECRET here/);
    await assert.rejects(takeAway({ HEARBACK_DATA: folder, HEARBACK_SECRET: 'y'.repeat(40) }), /not the one of this/);
    assert.equal(existsSync(path), false);
    await takeAway({ HEARBACK_DATA: folder });
    assert.equal(existsSync(path), true);
    const second = await open({ HEARBACK_ROLE: 'worker', HEARBACK_DATA: folder });
    await second.close();
  } finally {
    await first.close();
  }
});

test('a backup of a database that has no secret yet says that none is in it', async () => {
  const { url } = await cloneDatabase();
  const folder = newFolder();
  const said: string[] = [];
  const config = readConfig({ DATABASE_URL: url, HEARBACK_DATA: folder });
  await backup(config, [join(folder, 'early.backup'), '--with-secret'], (line) => said.push(line));
  assert.match(said.join('\n'), /HEARBACK_SECRET is not in it/);
});

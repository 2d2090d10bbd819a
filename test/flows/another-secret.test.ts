import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openApp } from '../../src/app.ts';
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
      await assert.rejects(
        open({ HEARBACK_ROLE: role, HEARBACK_DATA: newFolder() }),
        /^Error: This database was written with another HEARBACK_SECRET.* Set HEARBACK_SECRET/,
      );
    }
    const second = await open({ HEARBACK_ROLE: 'worker', HEARBACK_DATA: folder });
    await second.close();
  } finally {
    await first.close();
  }
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { backup } from '../../src/cli/backup.ts';
import { restore } from '../../src/cli/restore.ts';
import { readConfig } from '../../src/platform/config.ts';
import { nora } from '../support/cast.ts';
import { openOffice } from '../support/office.ts';
import { newFolder, startProgram } from '../support/program.ts';

const at = (folder: string) => readConfig({ HEARBACK_DATA: folder });
const unheard = () => {};

test('the embedded database is backed up while Hearback runs and while it does not, and comes back elsewhere', async () => {
  const folder = newFolder();
  const running = startProgram({ HEARBACK_DATA: folder });
  const url = await running.isReady();
  await openOffice(url).signsUp();
  const beside = join(folder, 'backups/beside.backup');
  await backup(at(folder), [beside, '--with-secret'], unheard);
  assert.equal(statSync(beside).mode & 0o777, 0o600);
  // Whoever holds the folder holds it still, and its database runs on.
  await assert.rejects(restore(at(folder), [beside, '--replace'], unheard), /Another Hearback .* Stop it first/);
  assert.equal((await openOffice(url).signsIn()).status, 200);
  assert.equal((await running.stop()).code, 0);

  const elsewhere = newFolder();
  await restore(at(elsewhere), [beside], unheard);
  assert.equal(readFileSync(join(elsewhere, 'secret'), 'utf8'), readFileSync(join(folder, 'secret'), 'utf8'));
  const alone = join(elsewhere, 'alone.backup');
  await backup(at(elsewhere), [alone], unheard);
  assert.equal(existsSync(join(elsewhere, 'postgres/postmaster.pid')), false);
  // The file can be read without us: a line, gzip, a checksum (docs/decisions/0032).
  assert.ok(gunzipSync(readFileSync(alone).subarray(18, -32)).includes(nora.email));
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openOffice } from '../support/office.ts';
import { newFolder, startProgram } from '../support/program.ts';

/** A command of the operator's, by its own words; answers what it said. */
async function hearback(folder: string, ...args: string[]): Promise<string> {
  const program = startProgram({ HEARBACK_DATA: folder }, ...args);
  const { code } = await program.exited;
  const said = program.output.stdout + program.output.stderr;
  assert.equal(code, 0, said);
  return said;
}

test('the embedded database is backed up while Hearback runs and while it does not, and comes back elsewhere', async () => {
  const folder = newFolder();
  const running = startProgram({ HEARBACK_DATA: folder });
  await openOffice(await running.isReady()).signsUp();
  const beside = join(folder, 'backups/beside.backup');
  await hearback(folder, 'backup', beside, '--with-secret');
  assert.equal(statSync(beside).mode & 0o777, 0o600);
  // Whoever holds the folder still holds it: the backup took nothing from them.
  const refused = startProgram({ HEARBACK_DATA: folder }, 'restore', beside, '--replace');
  await refused.exited;
  assert.match(refused.output.stderr, /Another Hearback .* Stop it first/);
  assert.equal((await running.stop()).code, 0);

  await hearback(folder, 'backup', join(folder, 'backups/alone.backup'));
  assert.equal(existsSync(join(folder, 'postgres/postmaster.pid')), false);

  const elsewhere = newFolder();
  assert.match(await hearback(elsewhere, 'restore', beside), /Everybody must sign in again/);
  assert.equal(readFileSync(join(elsewhere, 'secret'), 'utf8'), readFileSync(join(folder, 'secret'), 'utf8'));
  const moved = startProgram({ HEARBACK_DATA: elsewhere });
  assert.equal((await openOffice(await moved.isReady()).signsIn()).status, 200);
  assert.equal((await moved.stop()).code, 0);
});

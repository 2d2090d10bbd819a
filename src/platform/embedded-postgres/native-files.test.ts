import assert from 'node:assert/strict';
import { chmod, cp, lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { copyForEverybody, restoreLinks } from './native-files.ts';
import { runTool } from './run-tool.ts';
import { packagedTools } from './tools.ts';

const ordinary = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;
const version = (native: string, account = {}) =>
  runTool(join(native, 'bin', 'initdb'), ['--version'], { cwd: '/', ...account });

// initdb needs the links; what it does not need would only take time to copy.
const isWanted = async (path: string) =>
  !/share|postgres$/.test(basename(path)) && !(await lstat(path)).isSymbolicLink();

test('programs get back the links that npm left out, and a copy of them is open to everybody', async (t) => {
  const home = await mkdtemp(join(tmpdir(), 'hearback-'));
  t.after(() => rm(home, { recursive: true, force: true }));
  await chmod(home, 0o755);
  const hidden = join(home, 'hidden', 'native');
  const packaged = packagedTools();
  await cp(packaged, hidden, { recursive: true, filter: isWanted });
  await cp(join(dirname(packaged), 'package.json'), join(home, 'hidden', 'package.json'));
  await chmod(join(home, 'hidden'), 0o700);
  await chmod(join(hidden, 'lib'), 0o700);

  await assert.rejects(version(hidden), /libicu/);
  await restoreLinks(hidden);
  assert.match(await version(hidden), /PostgreSQL/);

  if (ordinary) await assert.rejects(version(hidden, { account: ordinary }), /EACCES/);
  const copy = await copyForEverybody(hidden, join(home, 'open'));
  assert.match(await version(copy, { account: ordinary }), /PostgreSQL/);
  assert.equal(await copyForEverybody(hidden, join(home, 'open')), copy);
  assert.equal((await readdir(join(home, 'open'))).length, 1);
});

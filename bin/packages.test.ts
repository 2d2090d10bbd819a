// Packs on a copy of the project, so that tests beside this one keep their packages.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const project = join(import.meta.dirname, '..');
const run = promisify(execFile);

test('what is packed and cannot be read is packed anew, once', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'hearback-packing-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const path of ['bin/packages.ts', 'bin/quick-start.mjs', 'package-lock.json', 'package.json'])
    cpSync(join(project, path), join(root, path));
  mkdirSync(join(root, 'node_modules'));
  for (const name of readdirSync(join(project, 'node_modules')).filter((each) => !each.startsWith('.')))
    symlinkSync(join(project, 'node_modules', name), join(root, 'node_modules', name));
  const quick = pathToFileURL(join(root, 'bin/quick-start.mjs')).href;
  const node = async (words: string) =>
    (await run(process.execPath, ['--input-type=module', '--import', quick, '--eval', words], { cwd: root })).stdout;
  const pack = () => node(`await (await import('./bin/packages.ts')).packIfStale()`);
  const whereIsPg = () => node(`import { Pool } from 'pg'; console.log(typeof Pool, import.meta.resolve('pg'))`);

  const [packedFolder, indexName] = JSON.parse(
    await node(
      `import { packedFolder, indexName } from '${quick}'; console.log(JSON.stringify([packedFolder, indexName]))`,
    ),
  ) as [string, string];
  mkdirSync(packedFolder, { recursive: true });
  writeFileSync(join(packedFolder, indexName), '');
  assert.ok(!(await whereIsPg()).includes(packedFolder));

  await pack();
  assert.equal(await whereIsPg(), `function ${pathToFileURL(join(packedFolder, 'pg.mjs'))}\n`);
  const { ino, mode } = statSync(packedFolder);
  assert.equal(mode & 0o077, 0o077 & ~process.umask(), 'Another user may start it too.');
  assert.deepEqual(readdirSync(join(packedFolder, '../..')).sort(), ['compiled', 'packages']);
  await pack();
  assert.equal(statSync(packedFolder).ino, ino);
});

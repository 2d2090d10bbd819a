import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { findRunning } from '../../src/platform/embedded-postgres/embedded-postgres.ts';
import { until } from '../support/until.ts';
import { openServer } from './harness/database.ts';

const root = join(import.meta.dirname, '../..');

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-ctrl-c-'));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that has ended, and whose end nobody in this container asks for.
    return !(existsSync(`/proc/${pid}/stat`) && readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '));
  } catch {
    return false;
  }
}

/** As soon as there is a server, and while the first signal is still being obeyed. */
for (const command of ['chaos.ts --minutes 1', 'chaos.ts --model', 'bench.ts B1 --short']) {
  test(`Ctrl-C, twice, leaves nothing of ${command}`, async (t) => {
    const folder = newFolder(t);
    const child = spawn(process.execPath, [...`bin/${command}`.split(' ')], {
      cwd: root,
      env: { PATH: process.env.PATH, TMPDIR: folder },
      stdio: 'ignore',
    });
    t.after(() => child.kill('SIGKILL'));
    const ended = once(child, 'exit');
    const idFile = await until('a database', () => globSync(`${folder}/*/{database/,}postgres/postmaster.pid`)[0]);
    // While it is being made, what makes it has a number below zero there.
    const serverId = await until('its process', async () => {
      const id = Number.parseInt(await readFile(idFile, 'utf8').catch(() => ''), 10);
      return id > 0 && id;
    });
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGINT'), 100);
    const [code] = await ended;
    assert.equal(isAlive(serverId), false, 'The database has ended.');
    assert.equal(code, 1);
    assert.equal(existsSync(dirname(idFile)), false);
  });
}

test('a database that is just coming back is closed too', async (t) => {
  const folder = newFolder(t);
  const server = await openServer(folder);
  const idFile = join(folder, 'postgres/postmaster.pid');
  const away = server.goesAway(0, 'stop');
  await until('the database to stop', () => !existsSync(idFile));
  await until('the database to start', () => existsSync(idFile));
  await server.close();
  await away;
  assert.equal(await findRunning(folder), null);
});

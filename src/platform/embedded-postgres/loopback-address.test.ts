import assert from 'node:assert/strict';
import { chmod, chown, mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { accountFor } from './account.ts';
import { ensureCluster } from './cluster.ts';
import { loopbackAddress } from './loopback-address.ts';
import { startServer, stopServer } from './server.ts';
import { findTools } from './tools.ts';

// Windows alone uses it, but it works everywhere.
test('a server on loopback asks for the password that is kept beside it, and is found again', async (t) => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'hearback-')));
  const path = join(folder, 'postgres');
  const account = await accountFor(path);
  const tools = await findTools(account, folder);
  const address = await loopbackAddress(path);
  const server = { path, tools, address };
  t.after(async () => {
    await stopServer(server);
    await rm(folder, { recursive: true, force: true });
  });
  if (account) {
    await chmod(folder, 0o711);
    await chown(`${path}-password`, account.uid, account.gid);
  }
  assert.equal((await stat(`${path}-password`)).mode & 0o777, 0o600);

  await ensureCluster(path, tools, address, () => {});
  const url = await startServer(server, () => {});
  const again = { ...server, address: await loopbackAddress(path) };
  assert.equal(await startServer(again, () => {}), url);
  const stranger = new URL(url);
  stranger.password = 'guessed';
  await assert.rejects(new pg.Client(stranger.href).connect(), /password authentication failed/);
});

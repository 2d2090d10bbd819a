import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Address } from './address.ts';
import { serverProcess } from './server-process.ts';

/** A port of 127.0.0.1, with a password that is made on first use and kept beside the cluster, mode 600. */
export async function loopbackAddress(path: string): Promise<Address> {
  const passwordFile = `${path}-password`;
  const password = (await readFile(passwordFile, 'utf8').catch(() => undefined)) ?? (await newPassword(passwordFile));
  const port = (await serverProcess(path)) ? await portInUse(path) : await freePort();
  return {
    login: ['--auth=scram-sha-256', `--pwfile=${passwordFile}`],
    listen: `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=`,
    remains: [],
    urlOf: (database) => `postgresql://hearback:${password}@127.0.0.1:${port}/${database}?sslmode=disable`,
  };
}

async function newPassword(file: string): Promise<string> {
  const password = randomBytes(24).toString('hex');
  await writeFile(file, password, { mode: 0o600, flag: 'wx' });
  return password;
}

/** The port of a server that an earlier process left running, from the fourth line of its pid file. */
async function portInUse(path: string): Promise<string | undefined> {
  const lines = await readFile(join(path, 'postmaster.pid'), 'utf8');
  return lines.split('\n')[3];
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

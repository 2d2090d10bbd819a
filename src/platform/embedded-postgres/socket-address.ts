import { createHash } from 'node:crypto';
import { lchown, lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Address } from './address.ts';

// sun_path holds 104 bytes on macOS and 108 on Linux, with its closing zero.
const longestSocketPath = 103;

/**
 * A socket inside the cluster, a folder that only its owner may enter, so it needs no password. When that path is too
 * long for a socket, one in a private folder under /tmp named after it.
 */
export async function socketAddress(path: string, account: Account | undefined): Promise<Address> {
  const fits = Buffer.byteLength(join(path, '.s.PGSQL.5432')) <= longestSocketPath;
  const folder = fits ? path : await privateFolder(path, account);
  return {
    login: ['--auth=trust'],
    listen: `-c listen_addresses= -c port=5432 -c unix_socket_directories=${fits ? '.' : folder}`,
    remains: [join(folder, '.s.PGSQL.5432.lock')],
    // Port and sslmode are said so that PGPORT and PGSSLMODE in the environment cannot interfere.
    urlOf: (database) =>
      `postgresql://hearback@/${database}?host=${encodeURIComponent(folder)}&port=5432&sslmode=disable`,
  };
}

async function privateFolder(path: string, account: Account | undefined): Promise<string> {
  const folder = `/tmp/hearback-${createHash('sha256').update(path).digest('hex').slice(0, 20)}`;
  await mkdir(folder, { mode: 0o700 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  // Anybody could have made it before us, to listen in our place.
  const found = await lstat(folder);
  const ours = found.uid === process.getuid?.() || found.uid === account?.uid;
  if (!found.isDirectory() || !ours || (found.mode & 0o077) !== 0) {
    throw new Error(
      `The folder ${folder}, which Hearback needs for its database, belongs to somebody else. Remove it, or set HEARBACK_DATA to a shorter path.`,
    );
  }
  if (account) await lchown(folder, account.uid, account.gid);
  return folder;
}

import { randomUUID } from 'node:crypto';
import { lchown, lstat, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account.ts';
import type { Address } from './address.ts';
import type { Tools } from './tools.ts';

// An operator changes these with ALTER SYSTEM.
const settings = [
  'cluster_name=hearback',
  'timezone=UTC',
  'max_connections=100',
  'shared_buffers=128MB',
  'wal_compression=on',
  'logging_collector=on',
  'log_directory=log',
  'log_filename=postgresql-%a.log',
  'log_rotation_age=1d',
  'log_truncate_on_rotation=on',
];

/** Makes sure that there is a cluster at `path` that these tools can open; changes nothing of one that they cannot. */
export async function ensureCluster(
  path: string,
  tools: Tools,
  address: Address,
  log: (message: string) => void,
): Promise<void> {
  await clearDrafts(path);
  if (await isAbsent(path)) {
    log('Making the database. This happens once and takes a few seconds.');
    await makeCluster(path, tools, address);
    return;
  }
  const owner = await ownerOf(path, tools.account);
  const major = (await readFile(join(path, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (major === '') {
    throw new Error(
      `The folder ${path} is in the place of Hearback's database, but it is none. Move it away and start again.`,
    );
  }
  if (major !== tools.major) {
    throw new Error(
      `The database in ${path} was written by PostgreSQL ${major}, and this Hearback brings PostgreSQL ${tools.major}. Nothing was changed: make a backup with the Hearback that wrote it, and restore it here.`,
    );
  }
  // A backup that root has put back belongs to root.
  if (tools.account && owner !== tools.account.uid) await giveTo(tools.account, path);
}

/** Makes the cluster beside its place and moves it there when it is whole, so that a half-made one is never opened. */
async function makeCluster(path: string, tools: Tools, address: Address): Promise<void> {
  const draft = `${path}.new-${randomUUID()}`;
  try {
    await mkdir(draft, { mode: 0o700 });
    if (tools.account) await lchown(draft, tools.account.uid, tools.account.gid);
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const set = settings.flatMap((setting) => ['--set', setting]);
    const args = ['-D', tools.here, '-U', 'hearback', '--data-checksums', ...locale, ...address.login, ...set];
    await tools.run('initdb', args, { cwd: draft });
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    throw new Error(
      `The database could not be made in ${path} (${(cause as Error).message}). Put that right, or set HEARBACK_DATA to another folder, and start again.`,
      { cause },
    );
  }
}

/** Removes what a process left that was killed while it made a cluster. */
async function clearDrafts(path: string): Promise<void> {
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(`${basename(path)}.new-`)) continue;
    // An orphaned initdb may still be writing there; then the next start clears it.
    await rm(join(dirname(path), name), { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
  }
}

/** An empty folder counts as absent; a link that leads nowhere does not: its disk may only be missing today. */
async function isAbsent(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (!found) return true;
  return (await readdir(path).catch(() => ['closed to us'])).length === 0;
}

/** Who owns the cluster; refuses when we are neither that user nor root. */
async function ownerOf(path: string, account: Account | undefined): Promise<number> {
  const { uid: owner } = await stat(path).catch((cause) => {
    throw new Error(`The database in ${path} cannot be reached (${cause.message}). Put that right and start again.`, {
      cause,
    });
  });
  const user = process.getuid?.() ?? owner;
  if (!account && owner !== user) {
    throw new Error(
      `The database in ${path} belongs to user ${owner}, and Hearback runs as user ${user}. Start it as root or as user ${owner}, or give the folder to user ${user} with chown -R.`,
    );
  }
  return owner;
}

async function giveTo(account: Account, path: string): Promise<void> {
  for (const entry of ['', ...(await readdir(path, { recursive: true }))]) {
    await lchown(join(path, entry), account.uid, account.gid);
  }
}

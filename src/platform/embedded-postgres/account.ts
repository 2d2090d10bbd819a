import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The user under whom PostgreSQL's programs run. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * Whom to run PostgreSQL as, since it refuses to run as root: the owner of the cluster at `path`, else the
 * owner of the folder around it, else nobody. Undefined when we are not root: then it runs as ourselves.
 */
export async function accountFor(path: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(path).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };

  // initdb takes only users that have a name.
  const named = await namedAccounts();
  const { uid } = await stat(dirname(path));
  const account = named.find((each) => each.uid === uid && uid !== 0) ?? named.find((each) => each.name === 'nobody');
  if (!account)
    throw new Error(
      'Hearback runs as root and finds no user "nobody" to run its database under. Add one, or set DATABASE_URL to a PostgreSQL server.',
    );
  return { uid: account.uid, gid: account.gid };
}

async function namedAccounts(): Promise<(Account & { name: string })[]> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  return lines.map((line) => {
    const [name = '', , uid, gid] = line.split(':');
    // macOS writes nobody as -2.
    return { name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
  });
}

import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../platform/errors.ts';
import type { TeamScope, TeamTransaction } from '../floor.ts';

/** Of something that several people write the last change: by whom and when; null where nobody has noted it. */
interface LastChange {
  version: number;
  changedBy: string | null;
  changedAt: Date | null;
}

/**
 * Whether something, locked until the commit, is to be written over by somebody who has read one version of it. It need not be
 * where it says that already, as when the answer to the same write was lost.
 * @throws as `mustBeAsRead`.
 */
export async function writesOver(
  tx: TeamTransaction,
  before: LastChange & { says: unknown },
  { read, says }: { read: number | undefined; says: unknown },
): Promise<boolean> {
  const isAsRead = read === undefined || read === before.version;
  if (!isAsRead && isDeepStrictEqual(plain(says), plain(before.says))) return false;
  await mustBeAsRead(tx, before, read);
  return true;
}

/**
 * Looks whether something is at the version that somebody has read; without one it is.
 * @throws AppError `changed_since` when another is there, with `changed`: which, by whom and when.
 */
export async function mustBeAsRead(scope: TeamScope, before: LastChange, read: number | undefined): Promise<void> {
  if (read === undefined || read === before.version) return;
  const by = await named(scope, before.changedBy);
  throw changedSince(before.version, by, before.changedAt?.toISOString() ?? null);
}

function changedSince(version: number, by: { id: string; name: string } | null, at: string | null): AppError {
  const changed = { version, by, at };
  if (!by || !at) {
    const message = 'Somebody has changed this since you read it. Nothing was written over.';
    return new AppError('changed_since', message, undefined, { changed });
  }
  const [day, time] = [at.slice(0, 10), at.slice(11, 16)];
  const message = `${by.name} has changed this since you read it, on ${day} at ${time} UTC. Nothing was written over.`;
  return new AppError('changed_since', message, undefined, { changed });
}

/** As JSON, in which what is undefined is not there. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

async function named(scope: TeamScope, memberId: string | null): Promise<{ id: string; name: string } | null> {
  if (memberId === null) return null;
  const row = await scope.db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select(['members.id', 'users.name'])
    .where('members.team_id', '=', scope.teamId)
    .where('members.id', '=', memberId)
    .executeTakeFirst();
  return row ?? null;
}

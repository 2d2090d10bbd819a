import { AppError, invalid, notFound, signedOut } from '../../platform/errors.ts';
import { hashPassword, verifyPassword } from '../../platform/passwords.ts';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import { recordAct } from './acts.ts';
import type { Member } from './member.ts';
import { faultsOfPassword } from './new-member.ts';
import { forgetFailures } from './throttle.ts';

/** What a session is known by from now on, and until when it lasts. */
export interface Renewed {
  tokenHash: string;
  expiresAt: Date;
}

/**
 * Changes a member's own password. Where they ask they stay signed in, with the session renewed; everywhere else they are
 * signed out. Answers of how many sessions that was.
 * @throws AppError `invalid` with a sentence per field; `wrong_password`.
 */
export async function changePassword(
  member: Member,
  session: Renewed & { id: string },
  { presentPassword, password }: { presentPassword: string; password: string },
): Promise<number> {
  const wrong = faultsOfPassword(password);
  if (wrong.password) throw invalid(wrong);
  const kept = await passwordOf(member);
  if (!kept || !(await verifyPassword(kept, presentPassword))) throw wrongPassword();
  const hash = await hashPassword(password);
  return inTransaction(member, async (tx) => {
    // Of two at once, the second knows the password of before.
    if (!(await setHash(tx, hash, kept))) throw wrongPassword();
    const ended = await endSessions(tx, session.id);
    const { numUpdatedRows } = await tx.db
      .updateTable('sessions')
      .set({ token: session.tokenHash, expires_at: session.expiresAt, updated_at: tx.clock.now() })
      .where('user_id', '=', tx.userId)
      .where('id', '=', session.id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw signedOut();
    // Nobody is told: this member's own pages would ask again with the cookie that has just ended.
    await recordAct(tx, { kind: 'member.password_changed', subjectId: tx.memberId, after: { sessions: ended } });
    return ended;
  });
}

/**
 * Gives a member another password, for an operator, and signs them out everywhere; wrong passwords of before do not keep
 * them waiting. Answers of how many sessions that was.
 * @throws AppError `invalid` with a sentence.
 */
export async function setPassword(member: Member, password: string): Promise<number> {
  const wrong = faultsOfPassword(password);
  if (wrong.password) throw invalid(wrong);
  const hash = await hashPassword(password);
  return inTransaction(member, async (tx) => {
    if (!(await setHash(tx, hash))) throw notFound('password');
    const ended = await endSessions(tx);
    await forgetFailures(tx, tx.userId);
    await recordAct(
      { ...tx, memberId: null },
      { kind: 'member.password_changed', subjectId: tx.memberId, after: { sessions: ended } },
    );
    announce(tx, { kind: 'team.changed' });
    return ended;
  });
}

const wrongPassword = () => {
  const message = 'This is not your password. Nothing was changed.';
  return new AppError('wrong_password', message, { presentPassword: message });
};

async function passwordOf({ db, userId }: Member): Promise<string | null> {
  const row = await db
    .selectFrom('credentials')
    .select('password')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  return row?.password ?? null;
}

/** Whether there was a password to put another one in place of; on demand only if it still is the one known. */
async function setHash(tx: Transacting<Member>, hash: string, known?: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('credentials')
    .set({ password: hash, updated_at: tx.clock.now() })
    .where('user_id', '=', tx.userId)
    .where('provider_id', '=', 'credential')
    .$if(known !== undefined, (query) => query.where('password', '=', known as string))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function endSessions(tx: Transacting<Member>, but?: string): Promise<number> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('sessions')
    .where('user_id', '=', tx.userId)
    .$if(but !== undefined, (query) => query.where('id', '!=', but as string))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

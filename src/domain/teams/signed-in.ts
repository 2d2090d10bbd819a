import { type Floor, inTransaction } from '../floor.ts';
import { recordAct } from './acts.ts';
import type { Member } from './member.ts';

/** What is kept of the password of whoever signs in with an address; null for nobody. */
export async function keptPassword({ db }: Floor, email: string): Promise<string | null> {
  const row = await db
    .selectFrom('users')
    .innerJoin('credentials', 'credentials.user_id', 'users.id')
    .select('password')
    .where('email', '=', email)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  return row?.password ?? null;
}

/** A session that has just begun. */
interface Begun {
  tokenHash: string;
  /** What was kept of the password before it was compared. */
  password: string | null;
  userAgent: string | null;
}

/** So much of it names the browser and the system. */
const shownCharacters = 300;

/**
 * Keeps that a member has signed in, and with what. Answers whether they have: a session that was begun with a password
 * which is being changed in this moment ends.
 */
export async function noteSignIn(member: Member, { tokenHash, password, userAgent }: Begun): Promise<boolean> {
  return inTransaction(member, async (tx) => {
    // Whoever is changing it has ended the sessions that they saw.
    const kept = await tx.db
      .selectFrom('credentials')
      .select('password')
      .where('user_id', '=', tx.userId)
      .where('provider_id', '=', 'credential')
      .forShare()
      .executeTakeFirst();
    if (kept?.password !== password) {
      await tx.db.deleteFrom('sessions').where('user_id', '=', tx.userId).where('token', '=', tokenHash).execute();
      return false;
    }
    // Nobody is told: many sign in at the same hour, and every page would ask for all that there is of the team.
    await recordAct(tx, {
      kind: 'member.signed_in',
      after: { userAgent: userAgent?.slice(0, shownCharacters) ?? null },
    });
    return true;
  });
}

import { sql } from 'kysely';
import type { Floor, TeamTransaction } from '../floor.ts';

/** For how long failed tries count. */
const windowMs = 15 * 60 * 1000;

/** What wrong passwords are counted by, beside the account itself. Capitals keep it apart from that, which is an e-mail address. */
export const countedBy = {
  place: (network: string, account: string) => `SIGN IN FROM ${network} AS ${account}`,
  device: (id: string) => `DEVICE ${id}`,
  ownPage: (userId: string) => `PASSWORD OF ${userId}`,
};

/** Limits guessing; the sign-in library limits how fast one address may ask. `account` is what is counted by. */
export interface Throttle {
  /**
   * Counts a try before it is made, so that many at once count like many in turn.
   * @returns seconds until this account may be tried again; 0 when it may be now.
   */
  take(account: string): Promise<number>;
  /** The try turned out to be none: no password was compared. */
  giveBack(account: string): Promise<void>;
  forget(account: string): Promise<void>;
}

/**
 * Counts in the database, so that all processes count together. Unknown accounts count like known ones. An account may
 * have `allowed` failed tries before it must wait.
 */
export function throttleAccounts({ db, clock }: Floor, allowed = 10): Throttle {
  return {
    async take(account) {
      const now = clock.now();
      const windowStart = new Date(now.getTime() - windowMs);
      await db.deleteFrom('sign_in_failures').where('last_at', '<=', windowStart).execute();
      const row = await db
        .insertInto('sign_in_failures')
        .values({ account, count: 1, last_at: now })
        .onConflict((conflict) =>
          conflict.column('account').doUpdateSet({
            count: sql`least(sign_in_failures.count, ${allowed}) + 1`,
            // Whoever waits does not wait longer for having asked.
            last_at: sql`case when sign_in_failures.count < ${allowed} then excluded.last_at
              else sign_in_failures.last_at end`,
          }),
        )
        .returning(['count', 'last_at'])
        .executeTakeFirstOrThrow();
      return row.count > allowed ? Math.ceil((row.last_at.getTime() + windowMs - now.getTime()) / 1000) : 0;
    },
    async giveBack(account) {
      await db
        .updateTable('sign_in_failures')
        .set({ count: sql`greatest(count - 1, 0)` })
        .where('account', '=', account)
        .execute();
    },
    async forget(account) {
      await db.deleteFrom('sign_in_failures').where('account', '=', account).execute();
    },
  };
}

/** Forgets the wrong passwords of a member: of every place, and of their own page. Which devices are theirs stands nowhere. */
export async function forgetFailures({ db }: TeamTransaction, userId: string): Promise<void> {
  const { email } = await db.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirstOrThrow();
  const anyPlace = countedBy.place('%', email.replace(/[\\%_]/g, '\\$&'));
  await sql`
    delete from sign_in_failures where account in (${email}, ${countedBy.ownPage(userId)}) or account like ${anyPlace}`.execute(
    db,
  );
}

import { sql } from 'kysely';
import type { Floor } from '../../domain/floor.ts';

/** For how long failed tries count. */
const windowMs = 15 * 60 * 1000;

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

import { sql } from 'kysely';
import type { Floor } from '../../domain/floor.ts';

/** Failed tries that an account may have before it must wait, and for how long they count. */
const allowed = 10;
const windowMs = 15 * 60 * 1000;

/** Limits guessing at one account from many addresses; the sign-in library limits one address. */
export interface Throttle {
  /**
   * Counts a try before it is made, so that many at once count like many in turn.
   * @returns seconds until this account may be tried again; 0 when it may be now.
   */
  take(email: string): Promise<number>;
  /** The try turned out to be none: no password was compared. */
  giveBack(email: string): Promise<void>;
  forget(email: string): Promise<void>;
}

/** Counts in the database, so that all processes count together. Unknown accounts count like known ones. */
export function throttleAccounts(floor: Floor): Throttle {
  const keyOf = (email: string) => `account:${email}`;
  return {
    async take(email) {
      const now = floor.clock.now().getTime();
      const isOver = sql<boolean>`sign_in_attempts.last_request <= ${now - windowMs}`;
      const row = await floor.db
        .insertInto('sign_in_attempts')
        .values({ id: floor.newId(), key: keyOf(email), count: 1, last_request: now })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({
            count: sql`case when ${isOver} then 1 else least(sign_in_attempts.count, ${allowed}) + 1 end`,
            // Whoever waits does not wait longer for having asked.
            last_request: sql`case when ${isOver} or sign_in_attempts.count < ${allowed} then ${now}
              else sign_in_attempts.last_request end`,
          }),
        )
        .returning(['count', 'last_request'])
        .executeTakeFirstOrThrow();
      return row.count > allowed ? Math.ceil((Number(row.last_request) + windowMs - now) / 1000) : 0;
    },
    async giveBack(email) {
      await floor.db
        .updateTable('sign_in_attempts')
        .set({ count: sql`greatest(count - 1, 0)` })
        .where('key', '=', keyOf(email))
        .execute();
    },
    async forget(email) {
      await floor.db.deleteFrom('sign_in_attempts').where('key', '=', keyOf(email)).execute();
    },
  };
}

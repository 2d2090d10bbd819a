import { sql } from 'kysely';
import type { Floor } from '../../domain/floor.ts';

/** Failed tries that an account may have before it must wait, and for how long they count. */
const allowed = 10;
const windowMs = 15 * 60 * 1000;

/** Limits guessing at one account from many addresses; the sign-in library limits one address. */
export interface Throttle {
  /** Seconds until this account may try again; 0 when it may. */
  waitSeconds(email: string): Promise<number>;
  countFailure(email: string): Promise<void>;
  forget(email: string): Promise<void>;
}

/** Counts in the database, so that all processes count together. Unknown accounts count like known ones. */
export function throttleAccounts(floor: Floor): Throttle {
  const keyOf = (email: string) => `account:${email}`;
  return {
    async waitSeconds(email) {
      const row = await floor.db
        .selectFrom('sign_in_attempts')
        .select(['count', 'last_request'])
        .where('key', '=', keyOf(email))
        .executeTakeFirst();
      const leftMs =
        row && row.count >= allowed ? Number(row.last_request) + windowMs - floor.clock.now().getTime() : 0;
      return Math.max(0, Math.ceil(leftMs / 1000));
    },
    async countFailure(email) {
      const now = floor.clock.now().getTime();
      await floor.db
        .insertInto('sign_in_attempts')
        .values({ id: floor.newId(), key: keyOf(email), count: 1, last_request: now })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({
            count: sql`case when sign_in_attempts.last_request < ${now - windowMs} then 1 else sign_in_attempts.count + 1 end`,
            last_request: now,
          }),
        )
        .execute();
    },
    async forget(email) {
      await floor.db.deleteFrom('sign_in_attempts').where('key', '=', keyOf(email)).execute();
    },
  };
}

import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './database.gen.ts';

/** The database, or a transaction in it: whoever takes one can work in either. */
export type Database = Kysely<DB> | Transaction<DB>;

export interface OpenDatabase {
  db: Kysely<DB>;
  pool: pg.Pool;
  close(): Promise<void>;
}

// bigint columns hold counters that stay far below 2^53; numbers are what the code wants.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * How long (ms) a request or a job may take in the database. A process that stops dead in the middle of a transaction
 * holds its rows only this long, and whoever waits for a row waits longer than that.
 */
export const servingLimits = {
  idle_in_transaction_session_timeout: 5000,
  lock_timeout: 8000,
  statement_timeout: 30_000,
};

/** Opens a pool on a PostgreSQL URL, without limits unless some are given. Connects at the first query; see `waitForDatabase`. */
export function openDatabase(
  url: string,
  options: { connections?: number; limits?: typeof servingLimits } = {},
): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    application_name: 'hearback',
    connectionTimeoutMillis: 10_000,
    types,
    ...options.limits,
  });
  // An idle connection that the server closes is replaced at the next query; unheard, it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    pool,
    async close() {
      // Kysely ends a pool only once it has used it.
      await db.destroy();
      if (!pool.ended) await pool.end();
    },
  };
}

/** PostgreSQL's answers that no waiting mends: wrong password, no such role, no such database, no right. */
const final = new Set(['28P01', '28000', '3D000', '42501']);

/**
 * Waits until the database answers, trying for `forMs`.
 * @throws Error with a sentence that says what to look at; wrong credentials at once.
 */
export async function waitForDatabase(pool: pg.Pool, forMs: number, onWait: (message: string) => void): Promise<void> {
  const until = Date.now() + forMs;
  for (let waitMs = 200, told = false; ; waitMs = Math.min(waitMs * 2, 3000)) {
    try {
      await pool.query('select 1');
      return;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const reason = message || code || 'no reason given';
      if (final.has(code ?? ''))
        throw new Error(`The database refused us: ${reason}. Look at DATABASE_URL.`, { cause: error });
      if (Date.now() + waitMs > until) {
        throw new Error(
          `The database did not answer for ${Math.round(forMs / 1000)} seconds (${reason}). Is it running, and is DATABASE_URL right?`,
          { cause: error },
        );
      }
      if (!told)
        onWait(`The database does not answer yet (${reason}). Trying for ${Math.round(forMs / 1000)} seconds.`);
      told = true;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}

/**
 * PostgreSQL's answers that say nothing about what was asked: it is going, coming, full, read-only, or lost the
 * connection; or somebody else was in the way for too long.
 */
const notNow = /^(08|40|53|58)|^(57P0[1-5]|25006|25P03|55P03|57014)$/;

/** What the driver and the operating system say when there is nobody at the other end. */
const nobody =
  /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)|^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/**
 * Whether a statement failed because the database is away, and would succeed at another time. It may have been committed
 * for all that: try again only what may be done twice.
 */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, message, severity, syscall, cause } = error as NodeJS.ErrnoException & { severity?: string };
  if (severity) return notNow.test(code ?? '');
  return syscall === 'connect' || nobody.test(code ?? message) || isAway(cause);
}

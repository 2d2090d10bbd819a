import { setTimeout as rest } from 'node:timers/promises';
import { Kysely, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './database.gen.ts';
import { types } from './row-types.ts';

/** The database, or a transaction in it: whoever takes one can work in either. */
export type Database = Kysely<DB> | Transaction<DB>;

export interface OpenDatabase {
  db: Kysely<DB>;
  pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * How long (ms) a request or a job may take in the database. A process that stops dead in the middle of a transaction
 * holds its rows only this long, and whoever waits for a row waits longer than that. The last is our own patience: a
 * server that has not even said that the statement took too long is one whose cable was pulled.
 */
export const servingLimits = {
  idle_in_transaction_session_timeout: 5000,
  lock_timeout: 8000,
  statement_timeout: 30_000,
  query_timeout: 35_000,
};

/**
 * Plans for full tables, whatever the statistics say. They are often taken while a queue, or a new team's table, is nearly
 * empty; a plan that is kept from then reads the whole table for each text once it is full. Sorting is off so that the
 * index with the right order is used: another that begins with the same columns would read all that was ever sent.
 */
export const plansForFullTables = `set plan_cache_mode = force_generic_plan; set enable_seqscan = off;
  set enable_bitmapscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set enable_sort = off`;

/** Opens a pool on a PostgreSQL URL, without limits unless some are given. Connects at the first query; see `waitForDatabase`. */
export function openDatabase(
  url: string,
  options: { connections?: number; limits?: typeof servingLimits; settings?: typeof plansForFullTables } = {},
): OpenDatabase {
  const { query_timeout: patienceMs, ...limits } = options.limits ?? {};
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    application_name: 'hearback',
    connectionTimeoutMillis: 10_000,
    types,
    ...limits,
  });
  // An idle connection that the server closes is replaced at the next query; unheard, it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    askWithPatience(client, patienceMs, options.settings);
  });
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

/** A statement that is parsed and planned once for each connection, under a name that no other text has. */
export function prepared<Row>(name: string, statement: RawBuilder<Row>): RawBuilder<Row> {
  return sql<Row>`${sql.raw(`/* ${name} */`)} ${statement}`;
}

/**
 * A join condition, by key, that leaves the planner no choice: for each row of `others` it looks up the one row of `table`.
 * With an ordinary `=` it may scan a table that looks small, and keep that plan when the table has grown.
 */
export function isOf(table: string, others: string, key: Record<string, string>): RawBuilder<boolean> {
  const same = Object.entries(key).map(
    ([column, other]) => sql`${sql.ref(`${table}.${column}`)} = any (array[${sql.ref(`${others}.${other}`)}])`,
  );
  return sql`${sql.join(same, sql` and `)}`;
}

type Asked = string | { submit?: unknown };
type Answered = (error: Error | null, answer?: pg.QueryResult) => void;

/**
 * Has a connection take its settings before all else. Kysely gives the driver a text and its values and no name: the name
 * is read from the text. A connection that does not answer in time is given up. The driver could wait by itself, and make
 * promises, but what it makes for that holds each answer until the next full collection of garbage:
 * docs/decisions/0114-what-the-driver-keeps.md.
 */
function askWithPatience(client: pg.PoolClient, patienceMs: number | undefined, settings?: string): void {
  const query = client.query.bind(client) as (asked: unknown, values?: unknown, done?: Answered) => unknown;
  const ask = (asked: Asked, values?: unknown[]) =>
    new Promise<pg.QueryResult>((resolve, reject) => {
      const name = typeof asked === 'string' ? /^\/\* ([a-z-]+) \*\//.exec(asked)?.[1] : undefined;
      const giveUp = () => {
        hangUp(client);
        reject(new Error(deaf));
      };
      const timer = patienceMs && setTimeout(giveUp, patienceMs);
      query(name ? { name, text: asked, values } : asked, values, (error, answer) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve(answer as pg.QueryResult);
      });
    }).catch((error: Error) => {
      // Where it was made says nothing; who asked does.
      Error.captureStackTrace(error);
      throw error;
    });
  // Whatever the connection is wanted for comes after its settings; without them it is of no use.
  let settling = settings ? ask(settings) : null;
  settling?.then(() => (settling = null)).catch(() => hangUp(client));
  client.query = ((asked: Asked, ...rest: [Answered?] | [unknown[]?, Answered?]) => {
    const [values, done] = typeof rest[0] === 'function' ? [undefined, rest[0]] : (rest as [unknown[]?, Answered?]);
    // A cursor answers by itself.
    if (typeof asked !== 'string' && asked.submit) return query(asked);
    const answer = settling ? settling.then(() => ask(asked, values)) : ask(asked, values);
    return done ? void answer.then((found) => done(null, found), done) : answer;
  }) as typeof client.query;
}

const deaf = 'Query read timeout';

// The pool takes back no connection that is ending.
const hangUp = (client: pg.PoolClient) => (client as unknown as pg.Client).end().catch(() => {});

/** PostgreSQL's answers that no waiting mends: wrong password, no such role, no such database, no right. */
const final = new Set(['28P01', '28000', '3D000', '42501']);

/**
 * Asks until the database answers, trying for `forMs` or until the signal says that nobody waits, and answers what it said.
 * @throws Error with a sentence that says what to look at; what no waiting mends at once.
 */
export async function waitForDatabase<Answer>(
  ask: () => Promise<Answer>,
  forMs: number,
  onWait: (message: string) => void,
  signal?: AbortSignal,
): Promise<Answer> {
  const until = Date.now() + forMs;
  for (let waitMs = 200, told = false; ; waitMs = Math.min(waitMs * 2, 3000)) {
    try {
      return await ask();
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const reason = message || code || 'no reason given';
      if (code === 'ERR_INVALID_URL')
        throw new Error('DATABASE_URL cannot be read. It looks like postgresql://user:password@host:5432/hearback', {
          cause: error,
        });
      if (final.has(code ?? ''))
        throw new Error(`The database refused us: ${reason}. Look at DATABASE_URL.`, { cause: error });
      if (signal?.aborted || Date.now() + waitMs > until) {
        throw new Error(
          `The database did not answer for ${Math.round(forMs / 1000)} seconds (${reason}). Is it running, and is DATABASE_URL right?`,
          { cause: error },
        );
      }
      if (!told)
        onWait(`The database does not answer yet (${reason}). Trying for ${Math.round(forMs / 1000)} seconds.`);
      told = true;
      await rest(waitMs, undefined, { signal }).catch(() => {});
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
  /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)|^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout)/;

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

/** Whether of what `isAway` says a connection that is still there may be the reason: somebody was in the way, or it is full. */
export const isHeldUp = (error: unknown): boolean =>
  /^(40|25P03|53|55P03|57014|ETIMEDOUT)/.test((error as NodeJS.ErrnoException | null)?.code ?? '') &&
  (error as NodeJS.ErrnoException).syscall !== 'connect';

/**
 * Does something that may be done twice, and does it again as long as the database is away, for `forMs`.
 * @throws what the last try threw.
 */
export async function untilBack<Answer>(work: () => Promise<Answer>, forMs: number): Promise<Answer> {
  const until = Date.now() + forMs;
  for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 1000)) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error) || Date.now() + waitMs > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

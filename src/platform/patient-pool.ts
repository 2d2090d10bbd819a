import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { isAway } from './database.ts';

type Listener = Parameters<pg.Pool['connect']>[0];
type Done = Parameters<Listener>[2];

/** Closes what waits: what still finds the database away is then answered with nothing. */
export interface Patience {
  pauseMs: number;
  closing: AbortSignal;
  /** Hears of each statement that went out and was not answered, by its name: it may have been done. */
  unanswered(name: string | undefined): void;
}

/**
 * A pool for whoever cannot wait by himself: while the database is away, each statement is asked again and again, however
 * long that is. A statement may so be done twice, each on whatever connection is free: there are no transactions here.
 * Whoever asks for a connection with a callback gets one as it is, without patience.
 */
export function patientPool(pool: pg.Pool, { pauseMs, closing, unanswered }: Patience): pg.Pool {
  const ending = new Set<Promise<unknown>>();

  // Whoever has ended a job of a queue asks for the next one without waiting for that to be written down: asked too soon, the
  // database finds the queue taken and gives nothing, and nobody asks again before the next look.
  async function query(statement: string | pg.QueryConfig, values?: unknown[]) {
    const name = typeof statement === 'string' ? '' : (statement.name ?? '');
    if (name.startsWith('get_job')) await Promise.allSettled(ending);
    const asked = ask(statement, values);
    if (/^(complete|fail)_job_q/.test(name)) {
      ending.add(asked);
      const end = () => ending.delete(asked);
      asked.then(end, end);
    }
    return asked;
  }

  async function ask(statement: string | pg.QueryConfig, values?: unknown[]) {
    for (;;) {
      try {
        return await pool.query(statement as string, values);
      } catch (error) {
        if (!isAway(error)) throw error;
        unanswered(typeof statement === 'string' ? undefined : statement.name);
        if (closing.aborted) return { rows: [], rowCount: 0 };
        await pause(pauseMs, undefined, { signal: closing }).catch(() => {});
      }
    }
  }
  const client = { query, release() {} };
  const connect = (listener?: Listener) =>
    listener ? pool.connect((error, one, done) => listener(error, one, once(done))) : Promise.resolve(client);
  return new Proxy(pool, {
    get(target, key) {
      if (key === 'connect') return connect;
      if (key === 'query') return query;
      const value = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** The queue gives a connection back a second time when it ends while that breaks, and nobody hears the error of it. */
function once(done: Done): Done {
  let isDone = false;
  return (release) => {
    if (!isDone) done(release);
    isDone = true;
  };
}

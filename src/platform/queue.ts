import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, type Runner, run, runMigrations, type TaskList, type WorkerEvents } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from './database.ts';
import type { Log } from './log.ts';
import { patientPool } from './patient-pool.ts';

/**
 * What a browser is told of: texts in one conversation, or in so many that each by itself would be too much; a note; that the
 * month's money, or a country's hour, comes to its end.
 */
export type News =
  | { kind: 'texts'; conversationId: string; count: number }
  | { kind: 'many'; conversations: number; count: number }
  | { kind: 'mention'; conversationId: string; noteId: string }
  | { kind: 'money_near' | 'money_spent'; spent: number; cap: number; currency: string }
  | { kind: 'abroad'; country: string };

/** The jobs there are, and what each is told. */
export interface Jobs {
  /** Counts what became of texts. */
  'count-texts': Record<string, never>;
  'drain-line': { teamId: string; lineId: string };
  /** Removes what nobody needs any more, once a day. */
  upkeep: Record<string, never>;
  /** `tries` counts from 0. */
  'fetch-media': { teamId: string; mediaId: string; tries: number };
  'fill-gap': { teamId: string; lineId: string; isRoutine: boolean };
  /** Takes the conversations of a member who is gone, or gives them back; `byId` is who did that to them. */
  'hand-over': { teamId: string; memberId: string; byId: string; batchId: string };
  /** Goes on with an import: looks at its rows, writes them, or takes them back. */
  import: { teamId: string; importId: string };
  /** Goes on with a removal, or brings its people back. */
  'remove-people': { teamId: string; removalId: string };
  /** Finds out who is to be told of what is new in a team. */
  notify: { teamId: string };
  /** Tells one browser. `tries` counts from 0; `newsAt` is RFC 3339. */
  push: { teamId: string; subscriptionId: string; news: News; newsAt: string; tries: number };
  /** Looks whether a text left of which nobody knows that. `look` counts from 0. */
  'resolve-unknown': { teamId: string; attemptId: string; look: number };
}

export interface JobPlan {
  /** Jobs with the same key are one job. */
  key?: string;
  /** Jobs in the same queue run one at a time. */
  queue?: string;
  /** So much later than now, by the database's clock, which is the one that jobs are taken up by. */
  afterMs?: number;
  /** Lets jobs that wait at the same time go first, however long they have waited. */
  isPatient?: boolean;
}

/** Puts a job off until the caller's transaction commits; if it rolls back, there is no job. */
export async function later<Name extends keyof Jobs>(
  db: Database,
  name: Name,
  payload: Jobs[Name],
  plan: JobPlan = {},
): Promise<void> {
  const add = sql<{ id: string | null }>`
    select id from graphile_worker.add_job(${name}::text, payload => ${JSON.stringify(payload)}::json,
      job_key => ${plan.key ?? null}::text, queue_name => ${plan.queue ?? null}::text,
      run_at => now() + ${plan.afterMs ?? 0} * interval '1 millisecond', priority => ${plan.isPatient ? 1 : 0}::int)`;
  // When the job of this key is taken up in this very moment, add_job neither changes it nor adds another, and answers with
  // nothing; and whoever took it up may look before we commit. Asked again, it adds one.
  while (!(await add.execute(db)).rows[0]?.id);
}

export interface Worker {
  /** The names under which this worker holds jobs in the queue. */
  queueIds(): string[];
  /** Lets running jobs end, then stops. */
  close(): Promise<void>;
}

/** Starts taking jobs. A job that throws is tried again, with growing pauses. */
export async function startWorker(options: {
  pool: pg.Pool;
  jobs: { [Name in keyof Jobs]: (payload: Jobs[Name]) => Promise<void> };
  concurrency: number;
  log: Log;
  /** How long to wait before asking again a database that is away, and before starting again a queue that ended. */
  pauseMs?: number;
}): Promise<Worker> {
  const { pool, log, pauseMs = 1000 } = options;
  const closing = new AbortController();
  const { signal } = closing;
  const events: WorkerEvents = new EventEmitter();
  const ids = new Set<string>();
  // Whichever of its workers does a job, it is the pool that holds it.
  events.on('pool:create', ({ workerPool }) => ids.add(workerPool.id));
  events.on('pool:release', ({ workerPool }) => ids.delete(workerPool.id));
  const logger = queueLogger(log);

  async function start(): Promise<Runner> {
    let renew = () => {};
    // Brings the queue's tables up to date, in transactions: those cannot be asked statement by statement.
    await runMigrations({ pgPool: pool, logger });
    const runner = await run({
      // It does not wait for the end of a job to be written down: if that failed, the error would end the process.
      pgPool: patientPool(pool, {
        pauseMs,
        closing: signal,
        // A job may have been given to it in an answer that never came, and nobody does it. Others can see that only once
        // whoever holds it is gone: this queue ends its other jobs, and goes on under another name.
        unanswered: (name) => name?.startsWith('get_job') && renew(),
      }),
      events,
      concurrency: options.concurrency,
      noHandleSignals: true,
      // The hint comes by NOTIFY; polling is for the case that the hint is lost.
      pollInterval: 1000,
      taskList: options.jobs as unknown as TaskList,
      logger,
    });
    // One that has ended by itself cannot be stopped, and says so.
    const stop = () => runner.stop().catch(() => {});
    renew = stop;
    if (signal.aborted) await stop();
    else signal.addEventListener('abort', stop);
    void runner.promise.catch(() => {}).then(() => signal.removeEventListener('abort', stop));
    return runner;
  }

  async function startAgain(): Promise<Runner | null> {
    await pause(pauseMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return null;
    log.warn('The queue has ended; starting it again.');
    return start().catch((error) => {
      log.error({ err: error }, 'The queue cannot be started again; trying later.');
      return null;
    });
  }

  async function keepRunning(first: Runner): Promise<void> {
    for (let runner: Runner | null = first; !signal.aborted; runner = await startAgain()) {
      await runner?.promise.catch(() => {});
    }
  }

  const running = keepRunning(await start());
  return {
    queueIds: () => [...ids],
    close() {
      closing.abort();
      return running;
    },
  };
}

/**
 * Frees the jobs that nobody is doing any more, so that others take them now; the queue by itself would wait four hours.
 * Living workers are known by their names in the queue; a lock younger than the lease may be a newcomer's.
 */
export async function releaseJobs(db: Database, livingQueueIds: string[], leaseSeconds: number): Promise<void> {
  await sql`
    select graphile_worker.force_unlock_workers(array(
      select distinct locked_by from graphile_worker.jobs
      where locked_by <> all (${livingQueueIds}::text[])
        and locked_at <= now() - ${leaseSeconds} * interval '1 second'))`.execute(db);
}

/** Frees the jobs that these workers were doing, known by their names in the queue: they are dead. */
export async function releaseJobsOf(db: Database, deadQueueIds: string[]): Promise<void> {
  await sql`select graphile_worker.force_unlock_workers(${deadQueueIds}::text[])`.execute(db);
}

/** The queue's own talk is for debugging; its errors are ours. */
function queueLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({ queue: message }, 'The queue reports an error.');
    else log.debug({ queue: message }, 'queue');
  });
}

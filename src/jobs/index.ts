import type pg from 'pg';
import type { Floor } from '../domain/floor.ts';
import { type Drainer, drain, resolveUnknown, wakeLines } from '../domain/messages/messages.ts';
import type { Log } from '../platform/log.ts';
import { startWorker, type Worker } from '../platform/queue.ts';
import { keepAlive } from './heartbeat.ts';

export interface JobsOptions {
  floor: Floor;
  pool: pg.Pool;
  workerId: string;
  log: Log;
  /** Nobody else can be using this database: whoever is not us is dead. */
  isAlone: boolean;
}

/** Longer than nearly every answer takes; what is not answered by then is settled by whoever works next. */
const patienceMs = 4500;

/** Starts doing the jobs there are, until closed: what has begun is finished if it can be soon, nothing new is taken. */
export async function startJobs(options: JobsOptions): Promise<{ close(): Promise<void> }> {
  const { floor, pool, workerId, log, isAlone } = options;
  let isStopping = false;
  let worker: Worker | null = null;
  const heart = await keepAlive({ floor, workerId, queueIds: () => worker?.queueIds() ?? [], log, isAlone });
  const drainer: Drainer = {
    workerId,
    log,
    lines: new Map(),
    isStopping: () => isStopping,
    isAlive: heart.isBeating,
  };
  worker = await startWorker({
    pool,
    log,
    concurrency: 8,
    jobs: {
      'drain-line': ({ teamId, lineId }) => drain({ ...floor, teamId }, lineId, drainer),
      'resolve-unknown': ({ teamId, attemptId, look }) => resolveUnknown({ ...floor, teamId }, attemptId, look),
    },
  });
  await wakeLines(floor);
  const finish = async () => {
    await worker.close();
    await Promise.all(
      [...drainer.lines.values()].flatMap(({ underWay }) => [...underWay.values()].map(({ done }) => done)),
    );
  };
  return {
    async close() {
      isStopping = true;
      await Promise.race([finish(), pause(patienceMs)]);
      await heart.close();
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref());

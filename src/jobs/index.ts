import type pg from 'pg';
import type { Floor } from '../domain/floor.ts';
import { drain } from '../domain/messages/messages.ts';
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

/** Starts doing the jobs there are, until closed: what has begun is finished, nothing new is taken. */
export async function startJobs({ floor, pool, workerId, log, isAlone }: JobsOptions): Promise<Worker> {
  let isStopping = false;
  const drainer = { workerId, log, isStopping: () => isStopping };
  const worker = await startWorker({
    pool,
    log,
    concurrency: 4,
    jobs: {
      'drain-line': ({ teamId, lineId }) => drain({ ...floor, teamId }, lineId, drainer),
    },
  });
  const heart = await keepAlive({ floor, workerId, queueIds: worker.queueIds, log, isAlone });
  return {
    queueIds: worker.queueIds,
    async close() {
      isStopping = true;
      await worker.close();
      await heart.close();
    },
  };
}

import { sql } from 'kysely';
import type { Floor } from '../domain/floor.ts';
import { recoverLost } from '../domain/messages/messages.ts';
import type { Log } from '../platform/log.ts';
import { releaseJobs } from '../platform/queue.ts';

const beatMs = 5000;

/** A worker that has said nothing for this long is dead; by the database's clock, which all workers share. */
const leaseSeconds = 15;

export interface HeartbeatOptions {
  floor: Floor;
  workerId: string;
  /** The worker's names in the queue, as far as it has any yet. */
  queueIds(): string[];
  log: Log;
  /** Nobody else can be using this database: whoever is not us is dead. */
  isAlone: boolean;
}

export interface Heart {
  /** Says that this worker is gone: what it left undone is anybody's. */
  close(): Promise<void>;
}

/**
 * Says every few seconds that this worker lives, and takes over from those that have stopped saying so. When it answers,
 * this worker is known to be alive, and what others left behind is settled.
 */
export async function keepAlive(options: HeartbeatOptions): Promise<Heart> {
  const { floor, workerId, log } = options;
  await beat(options);
  await takeOver(options, options.isAlone ? 0 : leaseSeconds);
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = beat(options)
      .then(() => takeOver(options, leaseSeconds))
      .catch((error) => log.warn({ err: error }, 'The heartbeat of this worker failed; trying again.'));
  }, beatMs);
  return {
    async close() {
      clearInterval(timer);
      await running;
      await floor.db.deleteFrom('workers').where('id', '=', workerId).execute();
    },
  };
}

async function beat({ floor, workerId, queueIds }: HeartbeatOptions): Promise<void> {
  const alive = { queue_ids: queueIds(), beat_at: sql<Date>`now()` };
  await floor.db
    .insertInto('workers')
    .values({ id: workerId, ...alive })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(alive))
    .execute();
}

/** Safe to repeat, and to break off anywhere: what is lost is known by the absence of a living worker. */
async function takeOver({ floor, workerId, log }: HeartbeatOptions, silentForSeconds: number): Promise<void> {
  const dead = await floor.db
    .deleteFrom('workers')
    .where('id', '!=', workerId)
    .where('beat_at', '<=', sql<Date>`now() - ${silentForSeconds} * interval '1 second'`)
    .returning('id')
    .execute();
  if (dead.length > 0) log.warn({ workers: dead.length }, 'Taking over from workers that stopped.');
  await recoverLost(floor);
  const living = await floor.db.selectFrom('workers').select('queue_ids').execute();
  await releaseJobs(
    floor.db,
    living.flatMap((worker) => worker.queue_ids),
    silentForSeconds,
  );
}

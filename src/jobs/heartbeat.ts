import { sql } from 'kysely';
import type { Floor } from '../domain/floor.ts';
import { recoverFrom } from '../domain/messages/messages.ts';
import type { Log } from '../platform/log.ts';
import { releaseJobs } from '../platform/queue.ts';

const beatMs = 5000;

/** A worker that has said nothing for this long is dead; by the database's clock, which all workers share. */
const leaseSeconds = 15;

export interface HeartbeatOptions {
  floor: Floor;
  workerId: string;
  queueIds(): string[];
  log: Log;
  isAlone: boolean;
}

/** Says every few seconds that this worker lives, and takes over from those that have stopped saying so. */
export async function keepAlive(options: HeartbeatOptions): Promise<{ close(): Promise<void> }> {
  const { floor, workerId, log } = options;
  await beat(options);
  await bury(options, options.isAlone ? 0 : leaseSeconds);
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = beat(options)
      .then(() => bury(options, leaseSeconds))
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

/** The order matters: first what they were sending is settled, then their jobs are freed for others. */
async function bury({ floor, workerId, log }: HeartbeatOptions, silentForSeconds: number): Promise<void> {
  const dead = await floor.db
    .selectFrom('workers')
    .select(['id', 'queue_ids'])
    .where('id', '!=', workerId)
    .where('beat_at', '<=', sql<Date>`now() - ${silentForSeconds} * interval '1 second'`)
    .execute();
  if (dead.length === 0) return;
  log.warn({ workers: dead.length }, 'Taking over from workers that stopped.');
  await recoverFrom(
    floor,
    dead.map((worker) => worker.id),
  );
  await releaseJobs(
    floor.db,
    dead.flatMap((worker) => worker.queue_ids),
  );
  await floor.db
    .deleteFrom('workers')
    .where(
      'id',
      'in',
      dead.map((worker) => worker.id),
    )
    .execute();
}

import { sql } from 'kysely';
import type { Floor } from '../domain/floor.ts';
import { leaseSeconds, recoverLost } from '../domain/messages/messages.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { releaseJobs, releaseJobsOf } from '../platform/queue.ts';
import { everySecond } from './every-second.ts';

const beatMs = 5000;

/** A step that comes a little early counts as on time. */
const leewayMs = 500;

export interface HeartbeatOptions {
  floor: Floor;
  /** A connection that nothing else takes: whoever had to wait for one would be buried alive. */
  pulse: Database;
  workerId: string;
  /** The worker's names in the queue, as far as it has any yet. */
  queueIds(): string[];
  log: Log;
  /** Nobody else can be using this database: whoever is not us is dead. */
  isAlone: boolean;
  /** This worker was asleep or cut off for longer than its lease, and is back. */
  onReturn(): Promise<void>;
  /** Now and then: somebody may have to look after what this worker itself has lost sight of. */
  onLook(): Promise<void>;
}

export interface Heart {
  /** Whether the lease of this worker holds: whoever has been asleep or cut off for as long as it lasts must not send. */
  isBeating(): boolean;
  /** Says it now. Whoever takes over knows the jobs of a dead worker by the names that it last gave. */
  beat(): Promise<void>;
  /** Says that this worker is gone: what it left undone is anybody's. */
  close(): Promise<void>;
}

/**
 * Says every few seconds that this worker lives, and takes over from those that have stopped saying so, however long that
 * takes. When it answers, this worker is known to be alive, and what others left behind is settled.
 */
export async function keepAlive(options: HeartbeatOptions): Promise<Heart> {
  const { pulse, workerId, log } = options;
  let beatAt = performance.now();
  const isBeating = () => performance.now() - beatAt < leaseSeconds * 1000;
  await beat(options);
  const beating = everySecond(log, 'The heartbeat of this worker failed; trying again.', async () => {
    const now = performance.now();
    if (now - beatAt < beatMs - leewayMs) return;
    await beat(options);
    if (now - beatAt > leaseSeconds * 1000) await options.onReturn();
    // Counted from before it was said, so that our lease is never longer than others believe.
    beatAt = now;
  });
  await takeOver(options, options.isAlone ? 0 : leaseSeconds).catch(async (error) => {
    await beating.stop();
    throw error;
  });
  let lookedAt = performance.now();
  const looking = everySecond(log, 'Looking after dead workers failed; trying again.', async () => {
    // Whoever may be taken for dead says first that he lives: what he has under way would look lost.
    if (!isBeating()) return;
    const now = performance.now();
    if (now - lookedAt < beatMs - leewayMs) return buryDead(options, leaseSeconds);
    await takeOver(options, leaseSeconds);
    await options.onLook();
    lookedAt = now;
  });
  return {
    isBeating,
    beat: () => beat(options),
    async close() {
      await Promise.all([beating.stop(), looking.stop()]);
      await pulse.deleteFrom('workers').where('id', '=', workerId).execute();
    },
  };
}

async function beat({ pulse, workerId, queueIds }: HeartbeatOptions): Promise<void> {
  const alive = { queue_ids: queueIds(), beat_at: sql<Date>`now()` };
  await pulse
    .insertInto('workers')
    .values({ id: workerId, ...alive })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(alive))
    .execute();
}

/** Removes workers whose lease is over, and takes over from them at once. */
async function buryDead({ floor, workerId, log }: HeartbeatOptions, silentForSeconds: number): Promise<void> {
  const dead = await floor.db
    .deleteFrom('workers')
    .where('id', '!=', workerId)
    .where('beat_at', '<=', sql<Date>`now() - ${silentForSeconds} * interval '1 second'`)
    .returning('queue_ids')
    .execute();
  if (dead.length === 0) return;
  log.warn({ workers: dead.length }, 'Taking over from workers that stopped.');
  await releaseJobsOf(
    floor.db,
    dead.flatMap((worker) => worker.queue_ids),
  );
  await recoverLost(floor);
}

/** Safe to repeat, and to break off anywhere: what is lost is known by the absence of a living worker. */
async function takeOver(options: HeartbeatOptions, silentForSeconds: number): Promise<void> {
  const { floor } = options;
  await buryDead(options, silentForSeconds);
  await recoverLost(floor);
  const living = await floor.db.selectFrom('workers').select('queue_ids').execute();
  await releaseJobs(
    floor.db,
    living.flatMap((worker) => worker.queue_ids),
    silentForSeconds,
  );
}

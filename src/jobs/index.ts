import type pg from 'pg';
import { handOver, wakeSnoozed } from '../domain/conversations/conversations.ts';
import type { Floor } from '../domain/floor.ts';
import { wakeImports } from '../domain/imports/imports.ts';
import { compareAll, type Inbound } from '../domain/inbound/inbound.ts';
import {
  type Drainer,
  drain,
  fetchMedia,
  resolveUnknown,
  tellBrowsers,
  wakeLines,
  wakeOutOfSight,
} from '../domain/messages/messages.ts';
import { wakeRemovals } from '../domain/removals/removals.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import type { MediaStore } from '../platform/media-store.ts';
import type { News } from '../platform/news.ts';
import { startWorker, type Worker } from '../platform/queue.ts';
import type { WebPush } from '../platform/web-push/web-push.ts';
import { keepAsking, keepSending } from './asking.ts';
import { countLater, countTexts } from './counting.ts';
import { everySecond } from './every-second.ts';
import { compareBooks } from './fill-gap.ts';
import { keepAlive } from './heartbeat.ts';
import { goOnImporting } from './importing.ts';
import { keepIndexing } from './indexing.ts';
import { notifyOnNews } from './notify.ts';
import { push } from './push.ts';
import { goOnRemoving } from './removing.ts';
import { keepTidy, tidyLater } from './upkeep.ts';

export interface JobsOptions {
  floor: Floor;
  /** What lines are drained over: connections with `plansForFullTables`. */
  queue: Database;
  /** What says that this worker lives: a connection that nothing else takes. */
  pulse: Database;
  pool: pg.Pool;
  media: MediaStore;
  webPush: WebPush;
  workerId: string;
  log: Log;
  /** Nobody else can be using this database: whoever is not us is dead. */
  isAlone: boolean;
  /** What this process has not taken in yet of what came to it. */
  came: Pick<Inbound, 'isCatchingUp' | 'isCutOff' | 'isUnheeded'>;
  /** How to hear that a team has news. */
  hear: News['hear'];
  /** How often it is looked for what is due by the clock. */
  lookEveryMs: number;
}

/** Longer than nearly every answer takes; what is not answered by then is settled by whoever works next. */
const patienceMs = 4500;

/** After an outage, other processes may still be taking in what they have kept. */
const settlingSeconds = 5;

/** Starts doing the jobs there are, until closed: what has begun is finished if it can be soon, nothing new is taken. */
export async function startJobs(options: JobsOptions): Promise<{ close(): Promise<void> }> {
  const { floor, queue, pulse, pool, workerId, log, isAlone, media, came } = options;
  let isStopping = false;
  let worker: Worker | null = null;
  const lines: Drainer['lines'] = new Map();
  const heart = await keepAlive({
    floor,
    pulse,
    workerId,
    queueIds: () => worker?.queueIds() ?? [],
    log,
    isAlone,
    onReturn: () => compareAll(floor, settlingSeconds),
    onLook: () => wakeOutOfSight(floor, lines),
  });
  const drainer: Drainer = {
    workerId,
    log,
    lines,
    isStopping: () => isStopping,
    isAlive: () => heart.isBeating() && !came.isCutOff(),
    isUnheeded: came.isUnheeded,
  };
  worker = await startWorker({
    pool,
    log,
    concurrency: 8,
    jobs: {
      'count-texts': () => countTexts(floor),
      'drain-line': ({ teamId, lineId }) => drain({ ...floor, db: queue, teamId }, lineId, drainer),
      'fill-gap': (payload) => compareBooks(floor, payload, came.isCatchingUp, log),
      upkeep: () => keepTidy(floor, media, log),
      'fetch-media': ({ teamId, mediaId, tries }) => fetchMedia({ ...floor, teamId }, mediaId, tries, media),
      'hand-over': ({ teamId, ...job }) => handOver({ ...floor, teamId }, job),
      import: (job) => goOnImporting(floor, job, () => isStopping),
      notify: ({ teamId }) => tellBrowsers({ ...floor, teamId }),
      push: (job) => push(floor, job, options.webPush, log),
      'remove-people': (job) => goOnRemoving(floor, job, () => isStopping),
      'resolve-unknown': ({ teamId, attemptId, look }) => resolveUnknown({ ...floor, teamId }, attemptId, look),
    },
  });
  await heart.beat();
  const waking = everySecond(log, 'Waking what was snoozed failed; trying again.', () => wakeSnoozed(floor));
  await wakeLines(floor);
  await wakeImports(floor);
  await wakeRemovals(floor);
  await compareAll(floor);
  await tidyLater(floor, 'soon');
  await countLater(floor);
  const asking = keepAsking(floor, log, options.lookEveryMs);
  const sending = keepSending(floor, log, options.lookEveryMs);
  const indexing = keepIndexing(floor, options.hear, log);
  const notifying = notifyOnNews(floor, options.hear, log);
  const finish = async () => {
    await Promise.all([indexing.close(), asking.close(), sending.close()]);
    await worker.close();
    await Promise.all([...lines.values()].flatMap(({ underWay }) => [...underWay.values()]));
  };
  return {
    async close() {
      isStopping = true;
      notifying.close();
      await Promise.race([Promise.all([finish(), waking.stop()]), pause(patienceMs)]);
      await heart.close();
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref());

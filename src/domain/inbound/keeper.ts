import type pg from 'pg';
import { openBatch } from '../../platform/batch.ts';
import { isAway } from '../../platform/database.ts';
import type { Journal } from '../../platform/journal.ts';
import type { Log } from '../../platform/log.ts';
import type { KnownLines } from './known-lines.ts';
import { readRecord, toRecord } from './record.ts';
import { park } from './take-one.ts';
import { takeTogether } from './take-together.ts';
import type { Webhook } from './webhook.ts';

export interface Keeper {
  /**
   * Resolves when the webhook is in the database or, while that is away, in the journal.
   * @throws the reason why the database is away when the journal cannot be written either.
   */
  keep(webhook: Webhook): Promise<void>;
  isDatabaseAway(): boolean;
  close(): Promise<void>;
}

type Outcome = 'taken' | 'away';

/** The most that one statement takes in. */
const mostTogether = 200;

/** A provider waits 15 seconds for us: a database that has not answered by then is away as much as one that refuses. */
const patienceMs = 5000;

const retryMs = 500;

/** With fewer than these in the journal, newcomers wait until it is empty, and then go to the database again. */
const fewLeft = 200;

/** Keeps webhooks, and empties the journal first of what was left in it. */
export async function openKeeper(parts: {
  pool: pg.Pool;
  journal: Journal;
  lines: KnownLines;
  log: Log;
}): Promise<Keeper> {
  const { pool, journal, lines, log } = parts;
  const batches = new Map<string, (webhook: Webhook) => Promise<Outcome>>();
  /** Why the database is away; null while it is there. */
  let outage: unknown = null;
  let timer: NodeJS.Timeout | undefined;
  let returning: Promise<void> | null = null;
  let isClosed = false;

  async function take(webhooks: Webhook[]): Promise<Outcome[]> {
    try {
      await within(patienceMs, takeTogether(pool, webhooks));
      return webhooks.map(() => 'taken');
    } catch (error) {
      if (!isAway(error)) throw error;
      goAway(error);
      return webhooks.map(() => 'away');
    }
  }

  async function parkOr(webhook: Webhook, error: Error): Promise<Outcome> {
    const lineId = webhook.line.id;
    log.error({ err: error, lineId }, 'A webhook could not be taken in. It is kept, and can be taken in again.');
    try {
      await park(webhook, error.message);
      return 'taken';
    } catch (second) {
      if (!isAway(second)) throw second;
      goAway(second);
      return 'away';
    }
  }

  function takeWithOthers(webhook: Webhook): Promise<Outcome> {
    const { teamId } = webhook.scope;
    let batch = batches.get(teamId);
    if (!batch) {
      // What waited behind a batch that met no database has its turn after it, and none either.
      const flush = async (all: Webhook[]) => (outage ? all.map((): Outcome => 'away') : take(all));
      batch = openBatch(flush, mostTogether);
      batches.set(teamId, batch);
    }
    return batch(webhook).catch((error) => parkOr(webhook, error));
  }

  function goAway(reason: unknown): void {
    if (!outage) log.warn({ err: reason }, 'The database is away. What comes in meanwhile is kept in the journal.');
    outage = reason;
    if (!isClosed) timer ??= setTimeout(tryToReturn, retryMs);
  }

  let trying: Promise<void> = Promise.resolve();
  function tryToReturn(): void {
    trying = comeBack()
      .catch((error) => log.error({ err: error }, 'The journal could not be emptied; trying again.'))
      .finally(() => {
        timer = outage && !isClosed ? setTimeout(tryToReturn, retryMs) : undefined;
      });
  }

  /** Catches up while more comes, then holds newcomers back for the last few, so that nobody is overtaken. */
  async function comeBack(): Promise<void> {
    if (!(await emptyJournal(fewLeft))) return;
    const gate = Promise.withResolvers<void>();
    returning = gate.promise;
    try {
      if (!(await emptyJournal(-1))) return;
      outage = null;
      // A statement that never came back must not hold up what comes now.
      batches.clear();
      log.info('The database is back, and the journal is empty.');
    } finally {
      returning = null;
      gate.resolve();
    }
  }

  /** Takes records in, file by file, until one had few; false when the database is away. */
  async function emptyJournal(few: number): Promise<boolean> {
    for (;;) {
      const part = await journal.oldest();
      if (!part) return true;
      if (part.damaged > 0)
        log.warn({ damaged: part.damaged }, 'Records in the journal were cut off; passing over them.');
      const webhooks = await Promise.all(part.records.map((record) => readRecord(lines, record, log)));
      const outcomes = await takeAll(webhooks.filter((webhook) => webhook !== null));
      if (outcomes.includes('away')) return false;
      await part.drop();
      if (part.records.length <= few) return true;
    }
  }

  async function takeAll(webhooks: Webhook[]): Promise<Outcome[]> {
    const byTeam = Map.groupBy(webhooks, ({ scope }) => scope.teamId);
    const all = [...byTeam.values()].map((ofTeam) => {
      const batch = openBatch(take, mostTogether);
      return ofTeam.map((webhook) => batch(webhook).catch((error) => parkOr(webhook, error)));
    });
    return Promise.all(all.flat());
  }

  if (!(await emptyJournal(-1)) && !outage) goAway(new Error('The journal could not be emptied.'));

  return {
    isDatabaseAway: () => outage !== null,
    async keep(webhook) {
      if (returning) await returning;
      if (!outage && (await takeWithOthers(webhook)) === 'taken') return;
      await journal.append(toRecord(webhook)).catch((error) => {
        log.error({ err: error }, 'The journal cannot be written, and the database is away: webhooks are refused.');
        throw new Error('Neither the database nor the journal takes anything.', { cause: outage });
      });
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await trying;
      await journal.close();
    },
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const late = Object.assign(new Error(`The database did not answer within ${ms} ms.`), { code: 'ETIMEDOUT' });
  const timer = setTimeout(() => reject(late), ms);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

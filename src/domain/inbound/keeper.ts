import type pg from 'pg';
import { openBatch } from '../../platform/batch.ts';
import { isAway, isHeldUp } from '../../platform/database.ts';
import type { Journal } from '../../platform/journal.ts';
import type { Log } from '../../platform/log.ts';
import { readAddress } from '../../platform/phone-number.ts';
import type { KnownLines } from './known-lines.ts';
import { readRecord, toRecord, type Unreadable } from './record.ts';
import { park } from './take-one.ts';
import { takeTogether } from './take-together.ts';
import { closeTurnstile, type Turnstile } from './turnstile.ts';
import type { Kept, Webhook } from './webhook.ts';

export interface Keeper {
  /**
   * Resolves when the webhook is in the database or, while that is away, in the journal.
   * @throws the reason why the database is away when the journal cannot be written either.
   */
  keep(webhook: Webhook): Promise<void>;
  /** The same for one that could not be read: it is parked. */
  keepUnread(webhook: Kept, fault: Error): Promise<void>;
  /** Whether webhooks go to the journal: the database is away, or what came meanwhile is not all taken in. */
  isDatabaseAway(): boolean;
  /** Whether the database has not been met since its connections were lost. */
  isCutOff(): boolean;
  /** Whether something that this number wrote lies in the journal: it may be a STOP. */
  isUnheeded(teamId: string, address: string): boolean;
  close(): Promise<void>;
}

type Outcome = 'taken' | 'away';

/** The most that one statement takes in. */
const mostTogether = 200;

const retryMs = 500;

/** Keeps webhooks, and empties the journal first of what was left in it. */
export async function openKeeper(parts: {
  pool: pg.Pool;
  journal: Journal;
  lines: KnownLines;
  log: Log;
  /**
   * A database that has not answered for so long is away as much as one that refuses, and nobody is held back for longer
   * than that again while the journal is taken in.
   */
  patienceMs: number;
}): Promise<Keeper> {
  const { pool, journal, lines, log, patienceMs } = parts;
  const batches = new Map<string, (webhook: Webhook) => Promise<Outcome>>();
  /** Why the database is away, or was when what is still in the journal came; null while there is nothing of either. */
  let outage: unknown = null;
  /** Stands before newcomers while the journal is taken in. */
  let turnstile: Turnstile | null = null;
  /** Whose texts are in the journal, each with the team, until it is empty. */
  const unheeded = new Set<string>();
  let onTheirWayToJournal = 0;
  let timer: NodeJS.Timeout | undefined;
  let isReturning = false;
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

  async function parkOr(webhook: Kept, error: Error): Promise<Outcome> {
    const lineId = webhook.line.id;
    log.error({ err: error, lineId }, 'A webhook could not be taken in. It is kept, and can be taken in again.');
    try {
      await within(patienceMs, park(webhook, error.message));
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
    if (!isReturning && !isClosed) timer ??= setTimeout(tryAgain, retryMs);
  }

  async function write(webhook: Webhook | Kept): Promise<void> {
    onTheirWayToJournal++;
    if ('received' in webhook) noteSenders(webhook);
    try {
      await journal.append(toRecord(webhook));
    } catch (error) {
      log.error({ err: error }, 'The journal cannot be written, and the database is away: webhooks are refused.');
      throw new Error('Neither the database nor the journal takes anything.', { cause: outage });
    } finally {
      onTheirWayToJournal--;
    }
  }

  async function takeOrWrite(webhook: Webhook | Kept, take: () => Promise<Outcome>): Promise<void> {
    await turnstile?.pass();
    if (!outage && (await take()) === 'taken') return;
    // Once more, for a batch that met no database while another came back: what is in the journal must be taken in.
    goAway(outage ?? new Error('The database was away.'));
    await write(webhook);
  }

  function noteSenders({ scope, received }: Webhook): void {
    for (const { from } of received.texts) unheeded.add(`${scope.teamId} ${readAddress(from).value}`);
  }

  /** Takes the journal in and goes back to the database, or else tries again soon. */
  async function comeBack(): Promise<void> {
    timer = undefined;
    isReturning = true;
    try {
      await emptyJournal();
    } finally {
      isReturning = false;
      turnstile?.open();
      turnstile = null;
      if (outage && !isClosed) timer = setTimeout(tryAgain, retryMs);
    }
  }

  let trying: Promise<void> = Promise.resolve();
  function tryAgain(): void {
    trying = comeBack().catch((error) => {
      log.error({ err: error }, 'The journal could not be emptied; trying again.');
      // The database is there: what cannot be taken in holds back nobody else.
      outage = error;
    });
  }

  /**
   * Takes the journal in, oldest first, until it is empty or the database is away. Once it takes anything, newcomers are held back:
   * however many come, fewer are let into the journal than are taken out of it, and so it ends.
   */
  async function emptyJournal(): Promise<void> {
    while (!isClosed) {
      const part = await journal.oldest();
      // In the same moment in which nothing is on its way there.
      if (!part && onTheirWayToJournal === 0) return beBack();
      if (!part) continue;
      if (part.isCutOff) log.warn('The last record in a file of the journal was cut off; passing over it.');
      const { webhooks, unreadable } = await readAll(part.records);
      if (!(await takeAll(webhooks)) || !(await setAside([...unreadable, ...part.damaged.map(asUnreadable)]))) return;
      await part.drop();
      turnstile ??= closeTurnstile(patienceMs);
    }
  }

  function beBack(): void {
    if (outage) log.info('The database is back, and the journal is empty.');
    outage = null;
    unheeded.clear();
    // A statement that never came back must not hold up what comes now.
    batches.clear();
  }

  async function readAll(records: unknown[]): Promise<{ webhooks: Webhook[]; unreadable: Unreadable[] }> {
    const all = await Promise.all(records.map((record) => readRecord(lines, record, log)));
    const read = all.filter((each) => each !== null);
    return {
      webhooks: read.filter((each) => 'received' in each),
      unreadable: read.filter((each) => 'fault' in each),
    };
  }

  /** Whether all are parked: with the webhooks that could not be taken in or, where not even their line is known, in files. */
  async function setAside(unreadable: Unreadable[]): Promise<boolean> {
    for (const { record, kept, fault } of unreadable) {
      // Parked in vain, it goes into a file as well.
      const outcome = kept && (await parkOr(kept, fault).catch(() => null));
      if (outcome === 'away') return false;
      if (outcome === 'taken') continue;
      const path = await journal.park(record);
      const until = path ? 'It is kept; the next start tries again.' : 'It was kept for 90 days, and is dropped.';
      log.error({ err: fault, path }, `A record in the journal cannot be read. ${until}`);
    }
    return true;
  }

  /** Whether all are taken in; after the first that meets no database, no more are tried. */
  async function takeAll(webhooks: Webhook[]): Promise<boolean> {
    let isThere = true;
    const flush = async (all: Webhook[]): Promise<Outcome[]> => {
      const outcomes = isThere ? await take(all) : all.map((): Outcome => 'away');
      isThere &&= !outcomes.includes('away');
      return outcomes;
    };
    const all = [...Map.groupBy(webhooks, ({ scope }) => scope.teamId).values()].map((ofTeam) => {
      const batch = openBatch(flush, mostTogether);
      return ofTeam.map((webhook) => batch(webhook).catch((error) => parkOr(webhook, error)));
    });
    return !(await Promise.all(all.flat())).includes('away');
  }

  for await (const records of journal.left()) (await readAll(records)).webhooks.forEach(noteSenders);
  await comeBack();

  return {
    isDatabaseAway: () => outage !== null,
    isCutOff: () => isAway(outage) && !isHeldUp(outage),
    isUnheeded: (teamId, address) => unheeded.has(`${teamId} ${address}`),
    keep: (webhook) => takeOrWrite(webhook, () => takeWithOthers(webhook)),
    keepUnread: (webhook, fault) => takeOrWrite(webhook, () => parkOr(webhook, fault)),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await trying;
      await journal.close();
    },
  };
}

/** It is never taken for what somebody wrote: its words, or whose they are, may be others. */
const asUnreadable = (line: Buffer): Unreadable => ({
  record: line,
  fault: new Error('It was damaged on the disk: it is not as it was written.'),
  kept: null,
});

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const late = Object.assign(new Error(`The database did not answer within ${ms} ms.`), { code: 'ETIMEDOUT' });
  const timer = setTimeout(() => reject(late), ms);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

import type pg from 'pg';
import { countParked, openJournal } from '../../platform/journal.ts';
import type { Log } from '../../platform/log.ts';
import type { HearNews } from '../../platform/news.ts';
import { storable } from '../../platform/storable.ts';
import type { Received, WebhookRequest } from '../../providers/provider.ts';
import type { Floor } from '../floor.ts';
import { providerOf } from '../lines/lines.ts';
import { openKeeper } from './keeper.ts';
import { openKnownLines } from './known-lines.ts';

export { BooksUnreadable } from './books.ts';
export { compareAll, fillGap } from './fill-gap.ts';
export { forgetCalls } from './forget-calls.ts';
export { listParked } from './parked.ts';
export { pruneWebhooks } from './prune-webhooks.ts';
export { replay, replayTeam } from './replay.ts';

/** What to answer the provider with. */
export interface Acknowledgement {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The webhook's path and query as called; the public address in front of it is ours to say, never the caller's. */
export type Call = Omit<WebhookRequest, 'url'> & { path: string };

export interface Inbound {
  /**
   * Takes a webhook: checks that the provider sent it, and stores it with everything it changes, together with those that
   * come at the same time. The same webhook again changes nothing. One that we cannot read or take in is kept as it came,
   * for somebody to look at; while the database is away, all are kept in the journal.
   * @throws ForgedWebhook, and AppError `not_found` for a line that does not exist; then nothing is stored. The
   * database's error when it is away and the journal cannot be written.
   */
  take(lineId: string, call: Call): Promise<Acknowledgement>;
  /** Whether what came while the database was away is still being taken in. */
  isCatchingUp(): boolean;
  /** Whether the database has not been met since its connections were lost. */
  isCutOff(): boolean;
  /** Whether something that this number wrote has not been taken in yet: it may be a STOP. */
  isUnheeded(teamId: string, address: string): boolean;
  /** How many records of the journal could not be read, and are kept in files. */
  countUnreadable(): number;
  /** Reads the lines of a team again when they have changed. */
  hear: HearNews;
  /** Leaves what is in the journal for the next start. */
  close(): Promise<void>;
}

/**
 * Opens the way in for webhooks, after taking in what was left in the journal in `folder`.
 * @throws Error with a sentence for people when the folder cannot be written.
 */
export async function openInbound(parts: {
  floor: Floor;
  pool: pg.Pool;
  folder: string;
  log: Log;
  /** How long a webhook may wait for the database before the journal keeps it. */
  patienceMs: number;
}): Promise<Inbound> {
  const { floor, pool, folder, log, patienceMs } = parts;
  const lines = await openKnownLines(floor);
  const keeper = await openKeeper({ pool, journal: openJournal(folder), lines, log, patienceMs });
  return {
    async take(lineId, { path, headers, body }) {
      const { scope, line } = await lines.find(lineId, keeper.isDatabaseAway());
      const provider = providerOf(floor, line.provider);
      const url = `${line.settings.webhookUrl ?? floor.publicUrl}${path}`;
      const read = provider.receive(line, { url, headers, body });
      const kept = { id: floor.newId(), scope, line, url, body };
      let received: Received;
      try {
        received = storable(read());
      } catch (fault) {
        await keeper.keepUnread(kept, fault as Error);
        return provider.acknowledge();
      }
      await keeper.keep({ ...kept, received });
      return provider.acknowledge();
    },
    isCatchingUp: keeper.isDatabaseAway,
    isCutOff: keeper.isCutOff,
    isUnheeded: keeper.isUnheeded,
    countUnreadable: () => countParked(folder),
    hear(teamId, changes) {
      if (changes.some(({ kind }) => kind === 'line.changed')) lines.forget(teamId);
    },
    close: keeper.close,
  };
}

import pg from 'pg';
import type { Change } from './events.ts';
import type { Log } from './log.ts';

/** The channel on which a hint goes out that a team has news. The news itself is in the table. */
const channel = 'hearback_news';

/** The channel on which processes say things to each other that are kept nowhere. */
const talk = 'hearback_talk';

/** Hints of one moment go out together. */
const debounceMs = 20;

/** Hears that a team has news, and what changed if this process changed it. */
export type HearNews = (teamId: string, changes: readonly Change[]) => void;

export interface News {
  /** Passes a hint on: to this process at once, to the others through the database, soon and without waiting. */
  hint: HearNews;
  hear(listener: HearNews): void;
  /** Says something of a few hundred bytes to the other processes, if they can be reached now. It is kept nowhere. */
  say(words: string): void;
  /** Hears what other processes say. */
  listen(listener: (words: string) => void): void;
  /** Says now, and whenever it changes, whether other processes can be heard. */
  attend(listener: (hears: boolean) => void): void;
  /** When the first try to hear of other processes is over, however it ended. */
  isOpen: Promise<void>;
  close(): Promise<void>;
}

/**
 * Passes hints that a team has news between processes, on a connection of its own that is opened again whenever it
 * breaks. Hints may be lost meanwhile: whoever listens must also look by itself.
 */
export function openNews(url: string, log: Log, retryMs = 1000): News {
  const listeners: HearNews[] = [];
  const talkers: ((words: string) => void)[] = [];
  const attending: ((hears: boolean) => void)[] = [];
  const untold = new Set<string>();
  let isClosed = false;
  let client: pg.Client | null = null;
  let isListening = false;
  let retry: NodeJS.Timeout | undefined;
  let telling: NodeJS.Timeout | undefined;

  function hear(teamId: string, changes: readonly Change[]): void {
    for (const listener of listeners) listener(teamId, changes);
  }

  function setListening(now: boolean): void {
    isListening = now;
    for (const listener of attending) listener(now);
  }

  async function tellOthers(): Promise<void> {
    const teamIds = [...untold];
    untold.clear();
    const isHeard = isListening && teamIds.length > 0;
    if (isHeard)
      await client
        ?.query(`select pg_notify('${channel}', team) from unnest($1::text[]) as team`, [teamIds])
        .catch((error) => log.debug({ err: error }, 'A hint could not be sent.'));
    // One at a time on this connection: what came meanwhile has waited for this.
    telling = untold.size > 0 && !isClosed ? setTimeout(tellOthers, debounceMs) : undefined;
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: 'hearback news', keepAlive: true });
    client = next;
    next.on('notification', ({ payload, processId, channel: said }) => {
      // What we said ourselves was heard here long ago.
      if (!payload || processId === (next as unknown as { processID: number }).processID) return;
      if (said === channel) hear(payload, []);
      else for (const listener of talkers) listener(payload);
    });
    next.on('error', (error) => log.debug({ err: error }, 'The connection for news broke.'));
    // Whoever is turned away hears of it twice, as an error and as an end; whoever never came up hears of no end.
    const again = () => {
      if (isClosed || client !== next) return;
      setListening(false);
      clearTimeout(retry);
      retry = setTimeout(connect, retryMs);
    };
    next.on('end', again);
    try {
      await next.connect();
      await next.query(`listen ${channel}; listen ${talk}`);
      setListening(true);
    } catch (error) {
      log.debug({ err: error }, 'The connection for news could not be opened; trying again.');
      again();
      next.end().catch(() => {});
    }
  }

  const isOpen = connect();
  return {
    isOpen,
    hint(teamId, changes) {
      hear(teamId, changes);
      untold.add(teamId);
      if (!isClosed) telling ??= setTimeout(tellOthers, debounceMs);
    },
    hear: (listener) => void listeners.push(listener),
    say(words) {
      if (!isListening || isClosed) return;
      client
        ?.query(`select pg_notify('${talk}', $1)`, [words])
        .catch((error) => log.debug({ err: error }, 'Something could not be said to other processes.'));
    },
    listen: (listener) => void talkers.push(listener),
    attend(listener) {
      attending.push(listener);
      listener(isListening);
    },
    async close() {
      isClosed = true;
      clearTimeout(retry);
      clearTimeout(telling);
      await client?.end();
    },
  };
}

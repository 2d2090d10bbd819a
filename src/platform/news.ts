import pg from 'pg';
import { newsChannel } from './events.ts';
import type { Log } from './log.ts';

const retryMs = 1000;

/**
 * Hears the database's hints that a team has news, on a connection of its own that is opened again whenever it breaks.
 * Hints may be lost meanwhile: whoever listens must also look by itself.
 */
export async function listenForNews(
  url: string,
  hear: (teamId: string) => void,
  log: Log,
): Promise<{ close(): Promise<void> }> {
  let isClosed = false;
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: 'hearback news', keepAlive: true });
    client = next;
    next.on('notification', ({ payload }) => payload && hear(payload));
    next.on('error', (error) => log.debug({ err: error }, 'The connection for news broke.'));
    next.on('end', () => {
      if (!isClosed) retry = setTimeout(connect, retryMs);
    });
    try {
      await next.connect();
      await next.query(`listen ${newsChannel}`);
    } catch (error) {
      log.debug({ err: error }, 'The connection for news could not be opened; trying again.');
      // A connection that never came up emits no end.
      if (!isClosed && client === next) {
        clearTimeout(retry);
        retry = setTimeout(connect, retryMs);
      }
    }
  }

  await connect();
  return {
    async close() {
      isClosed = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}

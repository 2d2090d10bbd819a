import type pg from 'pg';

/** Hears what a trigger tells whoever writes, and answers what to do once that is committed or taken back. */
export type HearWrite = (words: string) => () => void;

/**
 * Hears what triggers say (`raise info`) on the connections of a pool that has none yet. It comes ahead of the answer
 * to the statement; the end is when the connection is given back, before whoever wrote goes on.
 */
export function hearOwnWrites(pool: pg.Pool, hear: HearWrite): void {
  const writing = new Map<pg.PoolClient, (() => void)[]>();
  pool.on('connect', (client) => {
    client.on('notice', ({ message }) => {
      const ends = writing.get(client) ?? [];
      writing.set(client, ends.concat(hear(message ?? '')));
    });
  });
  pool.on('release', (_error, client) => {
    for (const end of writing.get(client) ?? []) end();
    writing.delete(client);
  });
}

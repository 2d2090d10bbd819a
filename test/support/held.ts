import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../src/platform/database.ts';
import { until } from './until.ts';

/**
 * Locks rows while others come for them, so that a race has the order that a test wants: `queue` waits until so many wait
 * for these rows, or for each other. They go on in their order when `work` ends.
 */
export async function holding(
  db: Database,
  rows: RawBuilder<unknown>,
  work: (queue: (length: number, forMs?: number) => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  await (db as Extract<Database, { transaction: unknown }>).transaction().execute(async (trx) => {
    await rows.execute(trx);
    await work((length, forMs = 0) =>
      until(`${length} who wait`, async () => {
        const { rows: own } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
        const { rows: waiting } = await sql`
          with recursive waits as materialized (
            select pid, pg_blocking_pids(pid) as others from pg_locks
            where not granted and waitstart <= clock_timestamp() - ${forMs} * interval '1 millisecond'),
          queue as (
            select ${own[0]?.pid}::int as pid
            union select waits.pid from waits join queue on queue.pid = any (waits.others))
          select pid from queue`.execute(db);
        return waiting.length > length;
      }),
    );
  });
}

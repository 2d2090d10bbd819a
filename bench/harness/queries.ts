import type { Database } from './cluster.ts';
import { pause } from './program.ts';

/** Longer than a server process keeps to itself what it has done while it is asked, and while it is not. */
const flushMs = 1200;

/** So many that what was done before, and put down late, does not count. */
const times = 200;

/** How many queries asking for something takes, each a transaction of its own, by the server's books. */
export async function countQueries(database: Database, ask: () => Promise<unknown>): Promise<number> {
  const { rows } = await database.pool.query('select current_database() as name');
  // From the books of another database: to look must not count.
  const look = async () => {
    await pause(flushMs);
    await ask();
    await pause(flushMs);
    return database.number(
      `select pg_stat_get_db_xact_commit(oid) from pg_database where datname = $1 and pg_stat_clear_snapshot() is not null`,
      [rows[0].name],
    );
  };
  const before = await look();
  for (let turn = 0; turn < times; turn++) await ask();
  return ((await look()) - before) / (times + 1);
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openEmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres.ts';
import { migrate } from '../../src/platform/migrations.ts';
import { withDatabase } from '../../test/support/cluster.ts';

export interface Cluster {
  /** A new database: ours, migrated, or empty for a baseline. */
  database(kind: 'ours' | 'bare'): Promise<Database>;
  /** Any process of the server, to find them all by. */
  processId: number;
  close(): Promise<void>;
}

export interface Database {
  url: string;
  pool: pg.Pool;
  /** The first column of the first row, as a number. */
  number(sql: string, values?: unknown[]): Promise<number>;
}

/**
 * A PostgreSQL server for all sides, as durable as it comes: what is answered with "yes" must survive a power cut. With
 * `flushMs` each flush of the log waits so much longer, for all sides: many disks take that long, and some virtual ones
 * hardly any time.
 */
export async function openCluster({ flushMs = 0 } = {}): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'hearback-bench-'));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  const postgres = await openEmbeddedPostgres({ folder, log: () => {} }).catch((error) =>
    remove().then(() => Promise.reject(error)),
  );
  const server = new pg.Pool({ connectionString: postgres.url, max: 1, idleTimeoutMillis: 0 });
  const pools = [server];
  let databases = 0;
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= Promise.all(pools.map((pool) => pool.end()))
      .then(postgres.close)
      .finally(remove);
    return closing;
  };
  try {
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      const { rows } = await server.query(`show ${setting}`);
      if (rows[0][setting] !== 'on') throw new Error(`${setting} is not on: nothing durable can be measured here.`);
    }
    if (flushMs > 0) {
      await server.query(`alter system set commit_delay = ${Math.round(flushMs * 1000)}`);
      await server.query('alter system set commit_siblings = 0');
      await server.query('select pg_reload_conf()');
    }
    const { rows } = await server.query<{ pid: number }>('select pg_backend_pid() as pid');
    return {
      processId: rows[0]?.pid ?? 0,
      close,
      async database(kind) {
        const name = `${kind}_${++databases}`;
        await server.query(`create database ${name}`);
        const url = withDatabase(postgres.url, name);
        const pool = new pg.Pool({ connectionString: url, max: 4 });
        pool.on('error', () => {});
        pool.on('connect', (client) => client.on('error', () => {}));
        pools.push(pool);
        if (kind === 'ours') await migrate(pool);
        return {
          url,
          pool,
          number: async (sql, values) => Number(Object.values((await pool.query(sql, values)).rows[0])[0]),
        };
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { pause } from '../../../bench/harness/program.ts';
import { openEmbeddedPostgres } from '../../../src/platform/embedded-postgres/embedded-postgres.ts';
import { openOnlooker } from '../../support/onlooker.ts';
import { until } from '../../support/until.ts';

export type Server = Awaited<ReturnType<typeof openServer>>;

/** A PostgreSQL server of our own, as durable as it comes, that can crash and be cut off. */
export async function openServer(folder: string) {
  const start = () => openEmbeddedPostgres({ folder, log: () => {} });
  // Its start, from the moment at which that begins; null while it is away.
  let running: ReturnType<typeof start> | null = start();
  let isClosing = false;
  const { url } = await running;
  const pool = openOnlooker(url, 3);
  const query = async (sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows;

  async function stop(how: 'crash' | 'stop') {
    // What `pg_ctl stop -m immediate` sends: no shutdown, and a recovery at the next start.
    if (how === 'crash') {
      const [pid] = readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGQUIT');
    }
    await (await running)?.close();
    running = null;
  }

  const { searchParams } = new URL(url.replace('@/', '@nowhere/'));
  return {
    url,
    /** Where it listens. */
    socket: `${searchParams.get('host')}/.s.PGSQL.${searchParams.get('port')}`,
    query,
    number: async (sql: string, values?: unknown[]) => Number(Object.values((await query(sql, values))[0])[0]),
    /** Away for so long (ms), or until something has happened: crashed, or stopped as one should. */
    async goesAway(down: number | Promise<unknown>, how: 'crash' | 'stop' = 'crash') {
      await stop(how);
      await (typeof down === 'number' ? pause(down) : down);
      if (isClosing) return;
      running = start();
      await running;
      await until('the database to answer', async () => isClosing || (await query('select 1').catch(() => null)));
    },
    /** Ends so many of Hearback's connections, whatever they are doing. */
    terminates: (count: number) =>
      query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name <> 'onlooker' and backend_type = 'client backend'
         order by random() limit $1`,
        [count],
      ),
    /** Others connect and do nothing: as many as that, or as there is room for. */
    async crowds(most: number) {
      const clients: pg.Client[] = [];
      for (let isFull = false; !isFull && clients.length < most; ) {
        const client = new pg.Client({ connectionString: url, application_name: 'onlooker' });
        client.on('error', () => {});
        await client.connect().then(
          () => clients.push(client),
          () => (isFull = true),
        );
      }
      return { size: clients.length, leaves: () => Promise.all(clients.map((client) => client.end())) };
    },
    /** Also one that is just coming back. */
    async close() {
      isClosing = true;
      await pool.end();
      const postgres = await running?.catch(() => null);
      await postgres?.close();
    },
  };
}

/** From now on the database notes every change of a text's status, beside what Hearback knows of. */
export async function watchStatuses({ query }: Pick<Server, 'query'>): Promise<void> {
  await query(`
    create schema chaos;
    create table chaos.moves (number bigint generated always as identity, message_id uuid, was text, became text);
    create function chaos.note() returns trigger language plpgsql as $$
      begin insert into chaos.moves (message_id, was, became) values (new.id, old.status, new.status); return null; end $$;
    create trigger chaos_note after update on messages for each row when (old.status <> new.status)
      execute function chaos.note()`);
}

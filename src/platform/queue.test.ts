import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cloneDatabase } from '../../test/support/database.ts';
import { until } from '../../test/support/until.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { createLog } from './log.ts';
import { later, startWorker } from './queue.ts';

let database: OpenDatabase;

before(async () => {
  const { url } = await cloneDatabase();
  database = openDatabase(url);
});
after(() => database.close());

const wake = () =>
  later(database.db, 'drain-line', { teamId: 'a team', lineId: 'a line' }, { key: 'drain', queue: 'line' });

const jobs = async (where: string) =>
  (await database.pool.query(`select id from graphile_worker._private_jobs where key = 'drain' and ${where}`)).rows;

test('a job that is taken up while another of its key is put off does not swallow it', async () => {
  const { pool } = database;
  await wake();
  // Whoever puts a job off is held between having looked for one of its key and having inserted it.
  await pool.query(`create function dawdle() returns trigger language plpgsql as $$
    begin
      if not exists (select from graphile_worker._private_jobs where locked_at is not null) then
        perform pg_advisory_xact_lock(7);
      end if;
      return new;
    end $$`);
  await pool.query(
    'create trigger dawdle before insert on graphile_worker._private_jobs for each row execute function dawdle()',
  );
  const holder = await pool.connect();
  await holder.query('select pg_advisory_lock(7)');
  const woken = wake();
  await until('it to be held', async () => {
    const { rows } = await pool.query("select from pg_locks where locktype = 'advisory' and not granted");
    return rows.length > 0;
  });
  const [taken] = await jobs('locked_at is null');
  await pool.query("update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody'");
  await holder.query('select pg_advisory_unlock(7)');
  holder.release();
  await woken;
  const waiting = await jobs('locked_at is null');
  assert.equal(waiting.length, 1, 'nobody will look again');
  assert.notEqual(waiting[0].id, taken.id);
});

test('a worker hears of a job without asking for it, and leaves no connection behind', async () => {
  const { pool } = database;
  const own = openDatabase(pool.options.connectionString!);
  const nothing = async () => {};
  const worker = await startWorker({
    pool: own.pool,
    jobs: { 'drain-line': nothing, 'resolve-unknown': nothing } as unknown as Parameters<typeof startWorker>[0]['jobs'],
    concurrency: 1,
    log: createLog('silent'),
  });
  await until('it to listen', async () => {
    const { rows } = await pool.query(`select from pg_stat_activity where query ilike 'listen "jobs:insert"%'`);
    return rows.length > 0;
  });
  await worker.close();
  await own.close();
});

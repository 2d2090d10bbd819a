import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { cloneDatabase } from '../../test/support/database.ts';
import { until } from '../../test/support/until.ts';
import { openWay } from '../../test/support/way.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { createLog } from './log.ts';
import { patientPool } from './patient-pool.ts';
import { later, releaseJobs, startWorker } from './queue.ts';

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

/** A worker that takes up to two jobs over a pool of its own, and is asked what to do with each. */
async function openWorker(url: string, drain: () => Promise<void>, own = openDatabase(url)) {
  const nothing = async () => {};
  const worker = await startWorker({
    pool: own.pool,
    jobs: { 'drain-line': drain, 'resolve-unknown': nothing } as unknown as Parameters<typeof startWorker>[0]['jobs'],
    concurrency: 2,
    log: createLog('silent'),
    pauseMs: 5,
  });
  return { worker, close: () => worker.close().then(own.close) };
}

const listens = () =>
  until('it to listen', async () => {
    const { rows } = await database.pool.query(`select from pg_stat_activity
      where datname = current_database() and query ilike 'listen "jobs:insert"%'`);
    return rows.length > 0;
  });

const noJobs = () => until('all jobs to be done', async () => (await jobs('true')).length === 0);

test('a worker hears of a job without asking for it, and leaves no connection behind', async () => {
  const { close } = await openWorker(database.pool.options.connectionString!, async () => {});
  await listens();
  await noJobs();
  await close();
});

test('however often a job cannot be ended while the database is away, it is ended then, and the next is taken', async (t) => {
  const way = await openWay(database.pool.options.connectionString!);
  t.after(way.close);
  let done = 0;
  const { promise: isEnough, resolve: enough } = Promise.withResolvers<void>();
  const { close } = await openWorker(way.url(), async () => {
    done += 1;
    await isEnough;
  });
  await wake();
  await until('the job to be taken', () => done === 1);
  way.cut();
  enough();
  const before = way.asked();
  // The queue by itself would count to a hundred, for each of its workers and each job that has ended.
  await until('more tries than it would count', () => way.asked() - before > 300);
  way.open();
  await noJobs();
  await wake();
  await until('the next job', () => done === 2);
  await noJobs();

  way.cut();
  const asked = way.asked();
  await until('it to wait for the database', () => way.asked() - asked > 10);
  const closing = close().then(() => 'closed');
  assert.equal(await Promise.race([closing, pause(60_000, 'still open', { ref: false })]), 'closed');
});

test('a connection that the queue gives back twice is given back once', async () => {
  const quiet = { pauseMs: 5, closing: new AbortController().signal, unanswered: () => {} };
  const { promise: isBack, resolve, reject } = Promise.withResolvers<void>();
  patientPool(database.pool, quiet).connect((error, _, done) => {
    if (error) return reject(error);
    done();
    assert.doesNotThrow(done);
    resolve();
  });
  await isBack;
});

test('a queue that ends by itself is started again', async (t) => {
  let done = 0;
  const { worker, close } = await openWorker(database.pool.options.connectionString!, async () => {
    done += 1;
  });
  t.after(close);
  const [first] = worker.queueIds();
  await listens();
  await database.pool.query(`select pg_notify('worker:migrate', '{"migrationNumber": 999, "breaking": true}')`);
  await until('another queue', () => worker.queueIds().some((id) => id !== first));
  // It wants the whole process to end.
  assert.equal(process.exitCode, 57);
  process.exitCode = undefined;
  await wake();
  await until('the job', () => done === 1);
});

test('a job whose giving was not heard of is done by the next who looks', async (t) => {
  const url = database.pool.options.connectionString!;
  const own = openDatabase(url);
  const ask = own.pool.query.bind(own.pool) as (...given: unknown[]) => Promise<{ rows: { id?: string }[] }>;
  let lost = 0;
  // As if the connection broke between the commit and the answer.
  own.pool.query = (async (...given: unknown[]) => {
    const answer = await ask(...given);
    const isGiven = (given[0] as { name?: string }).name?.startsWith('get_job') && answer.rows[0]?.id;
    if (isGiven && lost++ === 0) throw new Error('Connection terminated unexpectedly');
    return answer;
  }) as unknown as typeof own.pool.query;
  let done = 0;
  const { worker, close } = await openWorker(url, async () => void done++, own);
  t.after(close);
  const [first] = worker.queueIds();
  await wake();
  await until('the answer to be lost', () => lost === 1);
  await until('another queue', () => worker.queueIds().length > 0 && !worker.queueIds().includes(first!));
  assert.equal(done, 0);
  await releaseJobs(database.db, worker.queueIds(), 0);
  await until('the job', () => done === 1);
  await noJobs();
});

test('the next job of a queue is asked for once the one before is written down as ended', async (t) => {
  const url = database.pool.options.connectionString!;
  const own = openDatabase(url);
  const ask = own.pool.query.bind(own.pool) as (...given: unknown[]) => Promise<unknown>;
  let ending = 0;
  let ended = 0;
  let tooSoon = 0;
  own.pool.query = (async (...given: unknown[]) => {
    const name = (given[0] as { name?: string }).name ?? '';
    if (name.startsWith('get_job') && ending > 0) tooSoon++;
    if (!name.startsWith('complete_job_q')) return ask(...given);
    ending++;
    return ask(...given).finally(() => {
      ending--;
      ended++;
    });
  }) as unknown as typeof own.pool.query;
  let done = 0;
  const { close } = await openWorker(url, async () => (++done < 4 ? wake() : undefined), own);
  t.after(close);
  await wake();
  await until('all four to be ended', () => ended === 4);
  assert.equal(tooSoon, 0);
});

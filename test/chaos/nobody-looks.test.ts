import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { write } from '../../src/domain/messages/messages.ts';
import { cloneDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { checkRun, nothingKnown } from './model/check.ts';
import { begin, drainAs, finish } from './model/steps.ts';
import { openRun, openWorld, type Worker } from './model/world.ts';

const { url } = await cloneDatabase();
const world = await openWorld(url);
const other = new pg.Client({ connectionString: url });
await other.connect();
after(async () => {
  await other.end();
  await world.close();
});

/** A team with a worker, and what it has written. */
async function openStory() {
  const [known, run] = [nothingKnown(), await openRun(world)];
  return {
    run,
    worker: run.workers[0] as Worker,
    async writes(body: string, person = 0) {
      const { id } = await write(run.member, run.conversations[person] as string, { body });
      known.intents.set(body, id);
    },
    statuses: async () =>
      (await world.query('select status from messages where team_id = $1 order by id', [run.member.teamId])).map(
        ({ status }) => String(status),
      ),
    /** Also that nothing waits for which nobody will come. */
    holds: () => checkRun(known, run),
  };
}

/** Answers who does. */
const waitsForLock = (but = 0): Promise<number> =>
  until('somebody to wait for a lock', async () => {
    const waiting = `select pid from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and pid <> $1`;
    return (await world.query(waiting, [but]))[0]?.pid;
  });

test('a text that is written while the one before it ends is not forgotten', async () => {
  const { run, worker, writes } = await openStory();
  run.company.plan = ['accepts, and does not answer yet'];
  await writes('One');
  await drainAs(run, worker);
  await other.query(`begin; select from attempts where team_id = '${run.member.teamId}' for update`);
  run.company.hanging[0]?.answer('taken');
  await waitsForLock();
  await writes('Two');
  await begin(run, worker);
  await other.query('rollback');
  await finish(run, worker);
  const soon = "select from graphile_worker.jobs where key = $1 and run_at < now() + interval '4 seconds'";
  assert.equal((await world.query(soon, [`again:${run.lineId}`])).length, 1);
});

test('a worker that stops leaves the line to others', async () => {
  const { run, worker, writes, holds } = await openStory();
  await writes('One');
  await begin(run, { ...worker, isStopping: () => true });
  await holds();
});

test('an alarm rings by the clock of the database, whatever that of the worker says', async (t) => {
  const { run, worker, writes } = await openStory();
  run.company.plan = ['is not reached'];
  await writes('One');
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 3_600_000 });
  await drainAs(run, worker);
  await begin(run, worker);
  t.mock.timers.reset();
  const soon = "select from graphile_worker.jobs where key = $1 and run_at < now() + interval '10 seconds'";
  assert.equal((await world.query(soon, [`alarm:${run.lineId}`])).length, 1);
});

test('an outcome that the database would not take is written down when it does', async () => {
  const { run, worker, writes, statuses, holds } = await openStory();
  run.company.plan = ['accepts, and does not answer yet'];
  await writes('One');
  await drainAs(run, worker);
  await other.query(`begin; select from attempts where team_id = '${run.member.teamId}' for update`);
  run.company.hanging[0]?.answer('taken');
  const pid = await waitsForLock();
  await other.query(`select pg_terminate_backend(${pid})`);
  await waitsForLock(pid);
  await other.query('rollback');
  await finish(run, worker);
  assert.deepEqual(await statuses(), ['accepted']);
  await holds();
});

test('what is lost while something else that was lost is settled is settled too', async () => {
  const { run, worker, writes, statuses, holds } = await openStory();
  await world.query(`create function refuse() returns trigger language plpgsql as $$ begin
    if new.outcome <> 'unknown' then raise 'Not now.'; end if;
    perform pg_advisory_xact_lock(7);
    return new; end $$`);
  await world.query('create trigger refuse before update on attempts for each row execute function refuse()');
  run.company.plan = ['accepts, and does not answer yet', 'accepts, and does not answer yet'];
  await writes('One', 0);
  await writes('Two', 1);
  await drainAs(run, worker);
  run.company.hanging[0]?.answer('taken');
  await finish(run, worker);
  await other.query('select pg_advisory_lock(7)');
  const settling = begin(run, worker);
  await waitsForLock();
  run.company.hanging[0]?.answer('taken');
  await finish(run, worker);
  await other.query('select pg_advisory_unlock(7)');
  await settling;
  await world.query('drop trigger refuse on attempts');
  await begin(run, worker);
  assert.deepEqual(await statuses(), ['unknown', 'unknown']);
  await holds();
});

test('what a living worker lost sight of is settled, though nothing else wakes the line', async () => {
  const config = { publicUrl: 'http://127.0.0.1:9' };
  const { office, carrier, query, logged } = await openOfficeHours([], { config, mayLogErrors: true });
  const settings = { accountSid: `AC${'f'.repeat(32)}`, authToken: 'carrier-token', baseUrl: carrier.url };
  await office.must('POST', '/api/v1/lines', { provider: 'twilio', label: 'Main', number: '+12125550179', settings });
  await office.meets('Ana');
  await query(sql`create function refuse() returns trigger language plpgsql as $$ begin raise 'Not now.'; end $$`);
  await query(sql`create trigger refuse before update on attempts for each row execute function refuse()`);
  await office.texts('Ana', 'Is it me?');
  await until('the outcome to be refused', () => logged.some((line) => line.includes('could not be written down')));
  await until('the drain to give up', async () => {
    const failed = sql`select from graphile_worker.jobs where key like 'drain:%' and last_error <> '' and locked_at is null`;
    return (await query(failed)).length > 0;
  });
  await query(sql`
    with gone as (delete from graphile_worker._private_jobs where key like 'drain:%' or key like 'alarm:%' returning id)
    select count(*) from gone`);
  await query(sql`drop trigger refuse on attempts`);
  await office.shouldSeeStatus('Ana', 'unknown');
});

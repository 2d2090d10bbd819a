import { after, test } from 'node:test';
import pg from 'pg';
import { write } from '../../src/domain/messages/messages.ts';
import { cloneDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
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
    /** Also that nothing waits for which nobody will come. */
    holds: () => checkRun(known, run),
  };
}

const waitsForLock = () =>
  until('somebody to wait for a lock', async () => {
    const waiting = "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    return (await world.query(waiting))[0];
  });

test('a text that is written while the one before it ends is not forgotten', async () => {
  const { run, worker, writes, holds } = await openStory();
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
  await holds();
});

test('a worker that stops leaves the line to others', async () => {
  const { run, worker, writes, holds } = await openStory();
  await writes('One');
  await begin(run, { ...worker, isStopping: () => true });
  await holds();
});

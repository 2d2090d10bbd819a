import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { until } from '../support/until.ts';
import { numberOf } from './harness/senders.ts';
import { openTown } from './harness/town.ts';

test('a worker whose connection breaks when it ends a job lives on, and ends it later', async (t) => {
  const town = await openTown({ webs: 1, workers: 1 });
  t.after(() => town.close());
  const hold = async (table: string, mode: string) => {
    const client = new pg.Client({ connectionString: town.database.url, application_name: 'onlooker' });
    await client.connect();
    await client.query(`begin; lock table ${table} in ${mode} mode`);
    return client;
  };
  const phones = [numberOf(0)];
  const { conversationId } = await town.office.must('POST', '/api/v1/people', { name: 'Ana', phones });
  const writes = (body: string) =>
    town.office.must('POST', `/api/v1/conversations/${conversationId}/messages`, { body });
  const left = (body: string) => async () => (await town.log()).some((text) => text.body === body);

  // Whoever writes a text may look at what has been tried; whoever sends it waits.
  const attempts = await hold('attempts', 'share');
  await writes('One');
  const isRunning =
    "select count(*) from graphile_worker.jobs where task_identifier = 'drain-line' and locked_at is not null";
  await until('a job to run', async () => (await town.database.number(isRunning)) === 1);
  const jobs = await hold('graphile_worker._private_jobs', 'access exclusive');
  await attempts.end();
  for (let count = 0; count < 5; count++) {
    await pause(300);
    await town.database.terminates(100);
  }
  await jobs.end();
  await until('the text to leave', left('One'));
  await writes('Two');
  await until('the next text to leave', left('Two'));
  assert.deepEqual(town.workers[0]?.endedAlone(), []);
});

import { test } from 'node:test';
import { write } from '../../src/domain/messages/messages.ts';
import { cloneDatabase } from '../support/database.ts';
import { checkRun, nothingKnown } from './model/check.ts';
import { runModel } from './model/model.ts';
import { drainAs, post } from './model/steps.ts';
import { openRun, openWorld, type Worker } from './model/world.ts';

test('whatever happens in whatever order, nothing is lost, sent twice or counted wrongly', async (t) => {
  const seed = Date.now() % 1_000_000;
  const tell = async (size: { runs: number; seed: number; mostMs?: number }) =>
    runModel({ databaseUrl: (await cloneDatabase()).url, say: () => {}, ...size });
  // Some in any case, and as many more as there is time for.
  let stories = await tell({ runs: 10, seed });
  stories += await tell({ runs: 190, seed: seed + 1, mostMs: 20_000 });
  t.diagnostic(`${stories} stories, seed ${seed}`);
});

test('what waits behind a text whose report is quicker than its answer is not forgotten', async () => {
  const { url } = await cloneDatabase();
  const world = await openWorld(url);
  try {
    const [known, run] = [nothingKnown(), await openRun(world)];
    for (const body of ['One', 'Two']) {
      const { id } = await write(run.member, run.conversations[0] as string, { body });
      known.intents.set(body, id);
    }
    run.company.plan = ['accepts, and does not answer yet'];
    await drainAs(run, run.workers[0] as Worker);
    const [{ providerId, attemptId } = { providerId: '', attemptId: '' }] = run.company.carried;
    await post(run, { statuses: [{ providerId, attemptId, status: 'delivered', code: null, from: null }] }, 1);
    await checkRun(known, run);
  } finally {
    await world.close();
  }
});

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Count, isWrong, tableOf } from './harness/count.ts';
import { databaseDrill, inboundDrill, outboundDrill, soak } from './harness/drills.ts';
import { allMisfortunes } from './harness/nemesis.ts';

// The same drills as `npm run chaos`, in a size that fits between two cups of coffee.
const seed = Date.now() % 1_000_000;

function shouldHold(t: TestContext, counts: Count[]): void {
  t.diagnostic(`seed ${seed}\n${tableOf(counts)}`);
  assert.deepEqual(counts.filter(isWrong), [], `seed ${seed}`);
}

const say = () => {};

test('inbound: two rounds, and in each of them something is killed', async (t) => {
  shouldHold(t, await inboundDrill({ seed, say, rounds: 2, texts: 150 }));
});

test('outbound: a worker is killed while the carrier accepts and says otherwise', async (t) => {
  const faults = { acceptThenDrop: 0.1, error500: 0.1 };
  const size = { intents: 150, people: 30, faults, killEveryMs: 1000, mostKills: 1, searchMs: 0 };
  shouldHold(t, await outboundDrill({ seed, say, ...size }));
});

test('database: it stops for two seconds under load', async (t) => {
  shouldHold(t, await databaseDrill({ seed, say, downMs: 2000, people: 8 }));
});

test('everything at once, for a few seconds', async (t) => {
  // A lease takes longer than anybody wants to wait for twice: see above, and asleep.test.ts.
  const kinds = allMisfortunes.filter((what) => !what.startsWith('worker'));
  shouldHold(t, await soak({ seed, say, forMs: 5000, everyMs: 1500, kinds, searchMs: 0 }));
});

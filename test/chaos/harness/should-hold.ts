import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { type Count, isWrong, tableOf } from './count.ts';
import type { Drill } from './drills.ts';

/** Runs a drill of `npm run chaos` in a small size: every count must be right. */
export async function shouldHold(t: TestContext, run: (drill: Drill) => Promise<Count[]>): Promise<void> {
  const seed = Date.now() % 1_000_000;
  const counts = await run({ seed, say: () => {} });
  t.diagnostic(`seed ${seed}\n${tableOf(counts)}`);
  assert.deepEqual(counts.filter(isWrong), [], `seed ${seed}`);
}

import { test } from 'node:test';
import { soak } from './harness/drills.ts';
import { allMisfortunes } from './harness/nemesis.ts';
import { shouldHold } from './harness/should-hold.ts';

test('everything at once, for a few seconds', (t) => {
  // A lease takes longer than anybody wants to wait for here: see drill-outbound.test.ts and asleep.test.ts.
  const kinds = allMisfortunes.filter((what) => !what.startsWith('worker'));
  return shouldHold(t, (drill) => soak({ ...drill, forMs: 4000, everyMs: 1500, kinds, searchMs: 0 }));
});

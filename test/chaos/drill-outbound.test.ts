import { test } from 'node:test';
import { outboundDrill } from './harness/drills.ts';
import { shouldHold } from './harness/should-hold.ts';

test('a worker is killed while the carrier accepts and says otherwise', (t) => {
  const faults = { acceptThenDrop: 0.1, error500: 0.1 };
  const size = { intents: 100, people: 30, faults, killEveryMs: 1000, mostKills: 1, searchMs: 0 };
  return shouldHold(t, (drill) => outboundDrill({ ...drill, ...size }));
});

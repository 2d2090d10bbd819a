import { test } from 'node:test';
import { inboundDrill } from './harness/drills.ts';
import { shouldHold } from './harness/should-hold.ts';

test('two rounds of webhooks, and in each of them something is killed', (t) =>
  shouldHold(t, (drill) => inboundDrill({ ...drill, rounds: 2, texts: 100 })));

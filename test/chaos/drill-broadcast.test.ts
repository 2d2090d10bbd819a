import { test } from 'node:test';
import { broadcastDrill } from './harness/broadcast-drill.ts';
import { shouldHold } from './harness/should-hold.ts';

test('a broadcast is paused, killed and answered with STOP while it goes out', (t) =>
  shouldHold(t, (drill) =>
    broadcastDrill({
      ...drill,
      people: 300,
      stops: 6,
      segmentsPerSecond: 30,
      faults: { error500: 0.05 },
      searchMs: 1000,
    }),
  ));

import { test } from 'node:test';
import { importDrill } from './harness/import-drill.ts';
import { shouldHold } from './harness/should-hold.ts';

test('a file of people is looked at while all workers are killed in the middle', (t) =>
  shouldHold(t, (drill) => importDrill({ ...drill, rows: 6000, kills: { checking: 1, writing: 0 } })));

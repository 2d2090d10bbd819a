import { test } from 'node:test';
import { importDrill } from './harness/import-drill.ts';
import { shouldHold } from './harness/should-hold.ts';

test('a file of people is written while all workers are killed in the middle', (t) =>
  shouldHold(t, (drill) => importDrill({ ...drill, rows: 9000, kills: { checking: 0, writing: 1 } })));

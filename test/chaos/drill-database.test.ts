import { test } from 'node:test';
import { databaseDrill } from './harness/drills.ts';
import { shouldHold } from './harness/should-hold.ts';

test('the database stops for two seconds under load', (t) =>
  shouldHold(t, (drill) => databaseDrill({ ...drill, downMs: 2000, people: 8 })));

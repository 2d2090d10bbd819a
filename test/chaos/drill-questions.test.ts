import { test } from 'node:test';
import { questionsDrill } from './harness/questions-drill.ts';
import { shouldHold } from './harness/should-hold.ts';

test('a question goes out and is answered while something is killed three times', (t) =>
  shouldHold(t, (drill) => questionsDrill({ ...drill, people: 300, kills: 3 })));

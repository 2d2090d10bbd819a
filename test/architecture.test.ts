// The rules of the house, each shown to catch a planted trespass and then held against the real tree.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { cycles } from './architecture/cycles.ts';
import { habits } from './architecture/habits.ts';
import { names } from './architecture/names.ts';
import { refusals } from './architecture/refusals.ts';
import { rooms } from './architecture/rooms.ts';
import { medianOf, sizes } from './architecture/sizes.ts';
import { importsOf, readTree } from './architecture/source.ts';
import { tables } from './architecture/tables.ts';

// Where a rule was broken stands in the message; where this file noticed tells nobody anything.
Error.stackTraceLimit = 0;

const tree = readTree(join(import.meta.dirname, '..'));

for (const rule of [...rooms, ...cycles, ...tables, ...names, ...sizes, ...habits, ...refusals]) {
  test(rule.says, () => {
    for (const trespass of rule.trespasses) {
      assert.notDeepEqual(rule.broken(trespass), [], `This went unseen:\n${Object.values(trespass).join('\n')}`);
    }
    const broken = rule.broken(tree);
    if (broken.length > 0) throw new Error(`${rule.says}, but:\n  ${broken.join('\n  ')}`);
  });
}

test('the whole tree is seen', (t) => {
  for (const path of ['src/app.ts', 'web/main.tsx', 'carrier/main.ts', 'bin/run.mjs', 'db/schema.sql']) {
    assert.ok(path in tree, `${path} is missing`);
  }
  t.diagnostic(`${Object.keys(tree).length} files, median ${medianOf(tree)} lines`);
});

test('an import is found however it is written, and not in comments or quotes', () => {
  const text = `
    import type { A } from './a.ts';
    import {
      b, // from './wrong.ts'
    } from "./b.ts";
    import c, * as d from '../c.ts';
    import './d.css?inline';
    type E = import('./e.ts').E;
    export { f } from './f.ts';
    const pattern = /['"]/.exec(x);
    const text = \`import { g } from './wrong.ts'\`;
    // import './wrong.ts'
    const h = await import(
      'package'
    );`;
  assert.deepEqual(
    importsOf({ 'src/api/x.ts': text }).map(({ to }) => to),
    ['src/api/a.ts', 'src/api/b.ts', 'src/c.ts', 'src/api/d.css', 'src/api/e.ts', 'src/api/f.ts', 'package'],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

test('a member who goes from place to place keeps the drafts that the page looks at', async (t) => {
  let listening = 0;
  // What a browser has and Node has not, as far as a store looks.
  Object.assign(globalThis, { addEventListener: () => listening++ });
  t.after(() => Reflect.deleteProperty(globalThis, 'addEventListener'));
  const { startDrafts } = await import('./drafts.ts');
  startDrafts('nora');
  const before = listening;
  startDrafts('nora');
  assert.equal(listening, before);
  startDrafts('omar');
  assert.equal(listening, before + 1);
});

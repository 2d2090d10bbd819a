import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayRefusal } from './say-refusal-es.ts';

test('what is said in it is said again, in its place', () => {
  assert.equal(
    sayRefusal('By now 86 people would get this, not 90. Look once more.'),
    'Ahora lo recibirían 86 personas, no 90. Mírelo otra vez.',
  );
  assert.equal(sayRefusal('Nobody has ever said this.'), 'Nobody has ever said this.');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storable } from './storable.ts';

test('NUL is dropped and half a character replaced, wherever they stand; all else stays', () => {
  const odd = { 'a\0': ['b\0c', { d: '\ud83d' }], e: 'f\u202e👍\ufeff', g: null, h: 7, i: true };
  assert.deepEqual(storable(odd), { a: ['bc', { d: '\ufffd' }], e: 'f\u202e👍\ufeff', g: null, h: 7, i: true });
  assert.equal(storable('\0'), '');
  assert.equal(storable(undefined), undefined);
});

test('a name that means something to JavaScript stays a name', () => {
  const read = storable(JSON.parse('{"__proto__":{"x":1},"constructor":"y"}'));
  assert.deepEqual(Object.keys(read), ['__proto__', 'constructor']);
  assert.equal(read.x, undefined);
});

test('what is nested beyond reason is refused, not followed to the end of the stack', () => {
  const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
  assert.deepEqual(storable(nested(50)), nested(50));
  assert.throws(() => storable(nested(100)), RangeError);
  assert.throws(() => storable(nested(100_000)), RangeError);
});

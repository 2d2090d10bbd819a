import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usableTags } from './browser-languages.ts';

test('what a browser says of its languages is used as far as it can be', () => {
  assert.deepEqual(usableTags(['en-US@posix', 'C', 'es-MX', 'not_a_tag', '', 'de']), ['en-US', 'es-MX', 'de']);
  assert.deepEqual(usableTags(['en-US@posix']), ['en-US']);
  assert.deepEqual(usableTags([]), []);
});

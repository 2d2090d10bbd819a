import assert from 'node:assert/strict';
import { test } from 'node:test';
import { triggerAt } from './trigger.ts';

const at = (text: string) => triggerAt(text, text.length, ['/', '{']);

test('a slash at the beginning of a word asks for a saved reply', () => {
  assert.deepEqual(at('/'), { sign: '/', query: '', start: 0 });
  assert.deepEqual(at('Hello /ad'), { sign: '/', query: 'ad', start: 6 });
  for (const text of ['and/or', 'https://', '1/2', '/ ', 'a//']) assert.equal(at(text), null, text);
});

test('a brace asks for a field, but not in what looks like code', () => {
  assert.deepEqual(at('Hi {first n'), { sign: '{', query: 'first n', start: 3 });
  assert.deepEqual(at('{'), { sign: '{', query: '', start: 0 });
  for (const text of ['{{', '{{name', '${', '{name}', '{7']) assert.equal(at(text), null, text);
});

test('only what stands before the caret counts, and only the signs that are asked for', () => {
  assert.deepEqual(triggerAt('/ad and more', 3, ['/']), { sign: '/', query: 'ad', start: 0 });
  assert.equal(triggerAt('/ad', 3, ['@']), null);
  assert.equal(triggerAt('nora@example.org', 16, ['@']), null);
});

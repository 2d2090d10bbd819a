import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAnswer } from '../questions.ts';

const context = { language: 'en', today: '2026-11-26' } as const;

test('a yes or a no is read, with its place in the text', () => {
  const body = '  ¡SÍ! ';
  assert.deepEqual(readAnswer({ kind: 'yes_no' }, { body, pictures: 0 }, context), {
    sureness: 'sure',
    value: { kind: 'choice', ids: ['yes'] },
    span: { start: 3, end: 5 },
    reason: { code: 'exact' },
  });
});

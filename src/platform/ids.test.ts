import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isId, newId } from './ids.ts';

test('ids are UUIDs of version 7, and each sorts after the one before it', () => {
  const ids = Array.from({ length: 20_000 }, newId);
  assert.deepEqual(ids, [...new Set(ids)].sort());
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const ms = Number.parseInt(ids[0]!.replace('-', '').slice(0, 12), 16);
  assert.ok(Math.abs(ms - Date.now()) < 5000);
});

test('what has another shape is no id', () => {
  assert.equal(isId(newId()), true);
  for (const text of ['', '%00', `${newId()}'--`, newId().slice(1), `${newId()}\n`]) assert.equal(isId(text), false);
});

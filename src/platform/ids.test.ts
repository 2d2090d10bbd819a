import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstIdAt, isId, newId, timeOf } from './ids.ts';

test('ids are UUIDs of version 7, and each sorts after the one before it', () => {
  const ids = Array.from({ length: 20_000 }, newId);
  assert.deepEqual(ids, [...new Set(ids)].sort());
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(Math.abs(timeOf(ids[0]!).getTime() - Date.now()) < 5000);
});

test('an id tells when it was made', () => {
  for (const time of [new Date(0), new Date('2026-11-25T23:59:59.999Z'), new Date('2261-01-01')]) {
    assert.deepEqual(timeOf(firstIdAt(time)), time);
  }
  assert.deepEqual(timeOf('017f22e2-79b0-7cc3-98c4-dc0c0c07398f'), new Date('2022-02-22T19:22:22.000Z'));
});

test('what has another shape is no id', () => {
  assert.equal(isId(newId()), true);
  for (const text of ['', '%00', `${newId()}'--`, newId().slice(1), `${newId()}\n`]) assert.equal(isId(text), false);
});

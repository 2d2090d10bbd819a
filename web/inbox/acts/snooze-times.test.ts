import assert from 'node:assert/strict';
import { test } from 'node:test';
import { snoozeTimes, toField } from './snooze-times.ts';

const shown = (now: Date) => snoozeTimes(now).map(({ name, at }) => `${name} ${toField(at)}`);

test('a conversation is put off until later today, tomorrow or Monday', () => {
  assert.deepEqual(shown(new Date(2026, 10, 25, 14, 20)), [
    'laterToday 2026-11-25T17:00',
    'tomorrow 2026-11-26T08:00',
    'monday 2026-11-30T08:00',
  ]);
});

test('late in the evening nothing is left of today, and on Sunday tomorrow is Monday', () => {
  assert.deepEqual(shown(new Date(2026, 10, 29, 22, 5)), ['tomorrow 2026-11-30T08:00']);
  assert.deepEqual(shown(new Date(2026, 10, 30, 19, 30)), ['tomorrow 2026-12-01T08:00', 'monday 2026-12-07T08:00']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usualTimes } from './their-hours.ts';

test('whatever the hour, the usual times are still to come, and stand in their order', () => {
  for (let hour = 0; hour < 7 * 24; hour++) {
    const now = new Date(Date.UTC(2026, 10, 23, hour, 30));
    const times = usualTimes(now, 'America/Denver').map((at) => at.getTime());
    assert.deepEqual(times, [...new Set(times)].sort(), now.toISOString());
    assert.ok((times[0] ?? 0) > now.getTime(), now.toISOString());
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedAt } from './asked-at.ts';
import type { Schedule } from './schedule.ts';

const noon: Schedule = {
  repeat: { every: 'days', n: 1 },
  startsOn: '2026-01-01',
  at: '12:00',
  zone: 'person',
  skipDates: [],
};

test('in every zone that a person can have, noon is noon by a clock that reads other zone data', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  assert.ok(zones.length > 400);
  for (const timeZone of zones) {
    const clock = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    for (const date of ['2026-01-15', '2026-04-15', '2026-07-15', '2026-10-15', '2027-01-15', '2027-07-15']) {
      assert.equal(clock.format(askedAt(noon, date, timeZone).epochMilliseconds), `${date} 12:00`, timeZone);
    }
  }
});

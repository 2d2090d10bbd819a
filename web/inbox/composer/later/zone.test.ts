import assert from 'node:assert/strict';
import { test } from 'node:test';
import { momentOf, plusDays, wallTime } from './zone.ts';

const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
  'America/Sao_Paulo',
];

test('every half hour of two years is what Temporal says it is, in zones of all kinds', () => {
  for (const zone of zones) {
    let at = Temporal.PlainDateTime.from('2025-12-31T00:00');
    for (let step = 0; step < 1_200; step++) {
      at = at.add({ minutes: 870 + (step % 7) * 30 });
      const { year, month, day, hour, minute } = at;
      const wanted = at.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
      assert.equal(momentOf({ year, month, day, hour, minute }, zone).getTime(), wanted, `${at} in ${zone}`);
    }
  }
});

test('eight in the morning stays eight in the morning when the clocks change', () => {
  const zone = 'America/New_York';
  // On 8 March 2026 the clocks go forward, on 1 November back.
  for (const [day, hours] of [
    ['2026-03-07T08:00:00-05:00', 23],
    ['2026-10-31T08:00:00-04:00', 25],
  ] as const) {
    const today = wallTime(new Date(day), zone);
    const tomorrow = momentOf(plusDays(today, 1), zone);
    assert.equal(wallTime(tomorrow, zone).hour, 8);
    assert.equal((tomorrow.getTime() - Date.parse(day)) / 3_600_000, hours);
  }
});

test('a time that is left out is as much later, and of one that comes twice it is the first', () => {
  const zone = 'Europe/Berlin';
  const iso = (month: number, day: number) =>
    momentOf({ year: 2026, month, day, hour: 2, minute: 30 }, zone).toISOString();
  assert.equal(iso(3, 29), '2026-03-29T01:30:00.000Z');
  assert.equal(iso(10, 25), '2026-10-25T00:30:00.000Z');
  assert.deepEqual(plusDays({ year: 2026, month: 12, day: 31, hour: 8, minute: 0 }, 1), {
    ...{ year: 2027, month: 1, day: 1, hour: 8, minute: 0 },
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan } from '../questions.ts';
import { roundWindow } from './asked-at.ts';
import { closesAt } from './closing.ts';
import { nudgesAt } from './nudges.ts';
import { roundDates } from './round-dates.ts';
import type { Schedule } from './schedule.ts';

const fridays: Schedule = {
  repeat: { every: 'weeks', n: 1, weekdays: [5] },
  startsOn: '2026-11-23',
  at: '16:00',
  zone: 'person',
  skipDates: ['2026-12-11'],
};
const calendar = { holidays: ['2026-12-25', '2027-01-01'] };

test('every Friday, without the holidays and the one taken out', () => {
  assert.deepEqual(roundDates(fridays, calendar, { after: '2026-11-26', most: 4 }), [
    '2026-11-27',
    '2026-12-04',
    '2026-12-18',
    '2027-01-08',
  ]);
});

test('a round opens with its easternmost people and ends with its westernmost', () => {
  const { opensAt, lastAskedAt } = roundWindow(fridays, '2026-11-27', [
    'America/New_York',
    'Pacific/Kiritimati',
    'Pacific/Niue',
  ]);
  assert.deepEqual([opensAt.toString(), lastAskedAt.toString()], ['2026-11-27T02:00:00Z', '2026-11-28T03:00:00Z']);
});

test('the planner goes on until as many are asked, and says why others are not', () => {
  const rows = plan(
    fridays,
    calendar,
    { leave: [{ from: '2026-11-30', until: '2026-12-04' }] },
    { now: Temporal.Instant.from('2026-11-27T20:00Z'), timeZone: 'America/New_York', most: 2 },
  );
  assert.deepEqual(
    rows.map((row) => [row.date, row.askedAt, row.skipped]),
    [
      ['2026-11-27', '2026-11-27T21:00:00Z', undefined],
      ['2026-12-04', '2026-12-04T21:00:00Z', 'on_leave'],
      ['2026-12-11', '2026-12-11T21:00:00Z', 'skipped'],
      ['2026-12-18', '2026-12-18T21:00:00Z', undefined],
    ],
  );
});

test('an ask closes on the next such weekday, and nudges keep out of the night before', () => {
  const asked = Temporal.Instant.from('2026-11-25T21:00Z');
  const closes = closesAt({ weekday: 4, at: '12:00' }, asked, 'America/New_York');
  assert.equal(closes.toString(), '2026-11-26T17:00:00Z');
  const nudges = nudgesAt({ afterMinutes: 240, most: 5 }, { askedAt: asked, closesAt: closes }, 'America/New_York', {
    from: '21:00',
    until: '08:00',
  });
  assert.deepEqual(nudges.map(String), ['2026-11-26T01:00:00Z', '2026-11-26T13:00:00Z']);
});

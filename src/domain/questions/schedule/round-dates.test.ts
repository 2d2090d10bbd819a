// Written from the calendar on the wall: 23 November 2026 is a Monday, 1 January 2027 a Friday, 2028 a leap year.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roundDates } from './round-dates.ts';
import type { Repeat, Schedule } from './schedule.ts';

const rows: [name: string, repeat: Repeat, startsOn: string, dates: string][] = [
  ['once', { every: 'once' }, '2026-12-24', '2026-12-24'],
  ['every day over a leap day', { every: 'days', n: 1 }, '2028-02-28', '2028-02-28 2028-02-29 2028-03-01'],
  ['every third day over a short February', { every: 'days', n: 3 }, '2027-02-26', '2027-02-26 2027-03-01 2027-03-04'],
  ['Fridays', { every: 'weeks', n: 1, weekdays: [5] }, '2026-11-23', '2026-11-27 2026-12-04 2026-12-11'],
  ['Fridays from a Friday', { every: 'weeks', n: 1, weekdays: [5] }, '2026-11-27', '2026-11-27 2026-12-04'],
  ['Fridays from a Saturday', { every: 'weeks', n: 1, weekdays: [5] }, '2026-11-28', '2026-12-04 2026-12-11'],
  [
    'working days over the New Year',
    { every: 'weeks', n: 1, weekdays: [1, 2, 3, 4, 5] },
    '2026-12-31',
    '2026-12-31 2027-01-01 2027-01-04 2027-01-05 2027-01-06 2027-01-07 2027-01-08 2027-01-11',
  ],
  [
    'every second Monday and Wednesday, from a Wednesday: that week is the first',
    { every: 'weeks', n: 2, weekdays: [1, 3] },
    '2026-11-25',
    '2026-11-25 2026-12-07 2026-12-09 2026-12-21',
  ],
  [
    'every second Monday and Sunday, from a Sunday: a week ends with it',
    { every: 'weeks', n: 2, weekdays: [7, 1] },
    '2026-11-29',
    '2026-11-29 2026-12-07 2026-12-13 2026-12-21',
  ],
  ['every 52 weeks', { every: 'weeks', n: 52, weekdays: [1] }, '2026-11-23', '2026-11-23 2027-11-22 2028-11-20'],
  ['the 10th, from the 26th', { every: 'months', n: 1, on: { day: 10 } }, '2026-11-26', '2026-12-10 2027-01-10'],
  [
    'the 31st is the last day of a shorter month',
    { every: 'months', n: 1, on: { day: 31 } },
    '2027-01-15',
    '2027-01-31 2027-02-28 2027-03-31 2027-04-30 2027-05-31',
  ],
  [
    'the 30th in every February',
    { every: 'months', n: 12, on: { day: 30 } },
    '2027-02-01',
    '2027-02-28 2028-02-29 2029-02-28',
  ],
  [
    '29 February in other years',
    { every: 'months', n: 12, on: { day: 29 } },
    '2028-02-29',
    '2028-02-29 2029-02-28 2030-02-28 2031-02-28 2032-02-29',
  ],
  [
    'the first Monday',
    { every: 'months', n: 1, on: { weekday: 1, nth: 1 } },
    '2027-01-01',
    '2027-01-04 2027-02-01 2027-03-01 2027-04-05',
  ],
  [
    'the third Wednesday of every third month',
    { every: 'months', n: 3, on: { weekday: 3, nth: 3 } },
    '2026-12-01',
    '2026-12-16 2027-03-17 2027-06-16 2027-09-15',
  ],
  [
    'the last Friday',
    { every: 'months', n: 1, on: { weekday: 5, nth: -1 } },
    '2027-01-01',
    '2027-01-29 2027-02-26 2027-03-26 2027-04-30',
  ],
  [
    'the fifth Friday, where there is one',
    { every: 'months', n: 1, on: { weekday: 5, nth: 5 } },
    '2027-01-01',
    '2027-01-29 2027-04-30 2027-07-30 2027-10-29 2027-12-31',
  ],
];
for (const [name, repeat, startsOn, dates] of rows) {
  test(`rounds: ${name}`, () => {
    const expected = dates.split(' ');
    assert.deepEqual(roundDates(scheduled(repeat, startsOn), { holidays: [] }, { most: expected.length }), expected);
  });
}

test('the first and the last date are in, and nothing comes after them', () => {
  const daily = { ...scheduled({ every: 'days', n: 1 }, '2026-12-30'), endsOn: '2027-01-01' };
  const all = ['2026-12-30', '2026-12-31', '2027-01-01'];
  assert.deepEqual(roundDates(daily, { holidays: [] }, { most: 9 }), all);
  assert.deepEqual(roundDates(daily, { holidays: [] }, { after: '2026-12-30', most: 9 }), all.slice(1));
  assert.deepEqual(roundDates(daily, { holidays: [] }, { after: '2027-01-01', most: 9 }), []);
  assert.deepEqual(roundDates(scheduled({ every: 'once' }, '2026-12-24'), { holidays: [] }, { most: 9 }), [
    '2026-12-24',
  ]);
});

test('a holiday and a date taken out have no round, and move none of the others', () => {
  const fortnightly = {
    ...scheduled({ every: 'weeks', n: 2, weekdays: [5] }, '2026-11-27'),
    skipDates: ['2026-12-11', '2026-12-12'],
  };
  assert.deepEqual(roundDates(fortnightly, { holidays: ['2026-12-25', '2026-12-28'] }, { most: 3 }), [
    '2026-11-27',
    '2027-01-08',
    '2027-01-22',
  ]);
});

test('a rule that hardly ever comes true is looked for a hundred years long', () => {
  const fifthTuesdays = scheduled({ every: 'months', n: 12, on: { weekday: 2, nth: 5 } }, '2026-02-01');
  assert.deepEqual(roundDates(fifthTuesdays, { holidays: [] }, { most: 9 }), [
    '2028-02-29',
    '2056-02-29',
    '2084-02-29',
    '2124-02-29',
  ]);
});

function scheduled(repeat: Repeat, startsOn: string): Schedule {
  return { repeat, startsOn, at: '16:00', zone: 'person', skipDates: [] };
}

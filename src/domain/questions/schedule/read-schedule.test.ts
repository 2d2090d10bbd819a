import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plan } from '../questions.ts';
import { readClosing, readNudges, readQuietHours } from './read-closing.ts';
import { readSchedule } from './read-schedule.ts';
import { readTimeOff } from './read-time-off.ts';

const fridays = {
  repeat: { every: 'weeks', n: 1, weekdays: [5] },
  startsOn: '2026-11-23',
  endsOn: '2027-11-22',
  at: '16:00',
  zone: 'person',
  skipDates: ['2026-12-11'],
};
const monthly = (on: unknown) => ({ ...fridays, repeat: { every: 'months', n: 1, on } });

test('what is right is kept as it is', () => {
  const days = { ...fridays, repeat: { every: 'days', n: 52 } };
  const { endsOn: _, ...once } = { ...fridays, repeat: { every: 'once' }, zone: 'America/New_York' };
  for (const schedule of [fridays, days, once, monthly({ day: 31 }), monthly({ weekday: 5, nth: -1 })]) {
    assert.deepEqual(readSchedule(schedule), { schedule });
  }
});

test('what is meant is tidied', () => {
  const written = {
    ...fridays,
    repeat: { every: 'weeks', n: 2, weekdays: [5, 1, 5], on: { day: 3 } },
    at: ' 7:05 ',
    zone: 'america/new_york',
    endsOn: null,
    skipDates: ['2027-01-01', '2026-12-25', '2027-01-01'],
    colour: 'blue',
  };
  assert.deepEqual(readSchedule(written), {
    schedule: {
      repeat: { every: 'weeks', n: 2, weekdays: [1, 5] },
      startsOn: '2026-11-23',
      at: '07:05',
      zone: 'America/New_York',
      skipDates: ['2026-12-25', '2027-01-01'],
    },
  });
});

const date = 'Choose a date that exists, written like 2026-11-27.';
const time = 'Choose a time from 00:00 to 23:59, written like 16:00.';
const zone = 'Choose a time zone from the list, or everybody’s own.';
const weekday = 'Choose a day from 1 (Monday) to 7 (Sunday).';
const whole = 'Choose a whole number from 1 to 52.';
const never = 'There is no date on which this would be asked. Change the days, the end or what is taken out.';
const rows: [name: string, written: unknown, faults: Record<string, string>][] = [
  ['31 February', { ...fridays, startsOn: '2027-02-31' }, { startsOn: date }],
  ['29 February of another year', { ...fridays, startsOn: '2027-02-29' }, { startsOn: date }],
  ['a date with a time', { ...fridays, startsOn: '2027-02-01T10:00' }, { startsOn: date }],
  ['a year before phones', { ...fridays, startsOn: '1876-03-10' }, { startsOn: date }],
  ['an end that is no date', { ...fridays, endsOn: 'Christmas' }, { endsOn: date }],
  ['an end before the start', { ...fridays, endsOn: '2026-11-22' }, { endsOn: 'It ends before it starts.' }],
  ['midnight from below', { ...fridays, at: '24:00' }, { at: time }],
  ['sixty minutes', { ...fridays, at: '16:60' }, { at: time }],
  ['an hour alone', { ...fridays, at: 16 }, { at: time }],
  ['a zone that is none', { ...fridays, zone: 'America/Springfield' }, { zone }],
  ['an offset, which has no summer', { ...fridays, zone: '+02:00' }, { zone }],
  ['no zone', { ...fridays, zone: undefined }, { zone }],
  ['a date taken out that is none', { ...fridays, skipDates: ['2026-12-11', '2026-12-32'] }, { skipDates: date }],
  ['dates taken out that are no list', { ...fridays, skipDates: '2026-12-11' }, { skipDates: date }],
  [
    'four hundred and one dates taken out',
    { ...fridays, skipDates: Array(401).fill('2026-12-11') },
    { skipDates: 'At most 400 dates can be taken out.' },
  ],
  [
    'every now and then',
    { ...fridays, repeat: { every: 'so often' } },
    { 'repeat.every': 'Choose once, days, weeks or months.' },
  ],
  ['no repeat', { ...fridays, repeat: 'weekly' }, { 'repeat.every': 'Choose once, days, weeks or months.' }],
  ['every 0 days', { ...fridays, repeat: { every: 'days', n: 0 } }, { 'repeat.n': whole }],
  ['every 53 days', { ...fridays, repeat: { every: 'days', n: 53 } }, { 'repeat.n': whole }],
  ['every day and a half', { ...fridays, repeat: { every: 'days', n: 1.5 } }, { 'repeat.n': whole }],
  [
    'no weekday',
    { ...fridays, repeat: { every: 'weeks', n: 1, weekdays: [] } },
    { 'repeat.weekdays': 'Choose at least one day of the week.' },
  ],
  ['an eighth day', { ...fridays, repeat: { every: 'weeks', n: 1, weekdays: [1, 8] } }, { 'repeat.weekdays': weekday }],
  ['the 32nd', monthly({ day: 32 }), { 'repeat.on': 'Choose a day of the month from 1 to 31.' }],
  ['a month without a day', monthly(undefined), { 'repeat.on': 'Choose a day of the month from 1 to 31.' }],
  [
    'the sixth Friday',
    monthly({ weekday: 5, nth: 6 }),
    { 'repeat.on': 'Choose the first to the fifth, or the last (-1).' },
  ],
  ['the second Someday', monthly({ weekday: 0, nth: 2 }), { 'repeat.on': weekday }],
  ['a week without its day', { ...fridays, startsOn: '2026-11-28', endsOn: '2026-12-03' }, { repeat: never }],
  ['all of it taken out', { ...fridays, repeat: { every: 'once' }, startsOn: '2026-12-11' }, { repeat: never }],
  [
    'everything at once',
    null,
    { 'repeat.every': 'Choose once, days, weeks or months.', startsOn: date, at: time, zone },
  ],
];
for (const [name, written, faults] of rows) {
  test(`refused: ${name}`, () => {
    assert.deepEqual(readSchedule(written), { faults });
  });
}

test('closings, nudges, quiet hours and time off are kept as they are', () => {
  for (const closing of [{ afterMinutes: 90 }, { daysLater: 0, at: '16:01' }, { weekday: 4, at: '12:00' }]) {
    assert.deepEqual(readClosing(closing, '16:00'), { closing });
  }
  assert.deepEqual(readNudges({ afterMinutes: 120, most: 5 }), { nudges: { afterMinutes: 120, most: 5 } });
  assert.deepEqual(readQuietHours({ from: '21:00', until: '8:00' }), { quiet: { from: '21:00', until: '08:00' } });
  const leave = [{ from: '2026-12-07', until: '2026-12-07' }];
  for (const timeOff of [
    { leave: [] },
    { leave, pausedUntil: '2026-12-07', shifts: { weekdays: [6, 7] } },
    { leave, shifts: { on: 4, off: 2, from: '2026-11-23' } },
  ]) {
    assert.deepEqual(readTimeOff(timeOff), { timeOff });
  }
});

const others: [name: string, read: unknown, faults: Record<string, string>][] = [
  [
    'closing at once',
    readClosing({ afterMinutes: 4 }, '16:00'),
    { afterMinutes: 'Leave from 5 minutes to 4 weeks for an answer.' },
  ],
  [
    'closing before asking',
    readClosing({ daysLater: 0, at: '16:00' }, '16:00'),
    { at: 'It would close before it is asked.' },
  ],
  [
    'closing yesterday',
    readClosing({ daysLater: -1, at: '17:00' }, '16:00'),
    { daysLater: 'Choose from 0 (the same day) to 28 days later.' },
  ],
  ['closing some day', readClosing({ weekday: 9, at: '17:00' }, '16:00'), { weekday }],
  ['closing some time', readClosing({ weekday: 4 }, '16:00'), { at: time }],
  ['no closing', readClosing(undefined, '16:00'), { at: time }],
  ['a nudge without end', readNudges({ afterMinutes: 60, most: 6 }), { most: 'Nudge at most 5 times.' }],
  [
    'a nudge at once',
    readNudges({ afterMinutes: 0, most: 1 }),
    { afterMinutes: 'Leave from 15 minutes to 4 weeks before a nudge.' },
  ],
  ['always quiet', readQuietHours({ from: '21:00', until: '21:00' }), { until: 'They would never end.' }],
  ['quiet from some time', readQuietHours({ until: '21:00' }), { from: time }],
  ['quiet until some time', readQuietHours({ from: '21:00' }), { until: time }],
  [
    'leave backwards',
    readTimeOff({ leave: [{ from: '2026-12-07', until: '2026-12-06' }] }),
    { leave: 'The leave ends before it starts.' },
  ],
  ['leave without an end', readTimeOff({ leave: [{ from: '2026-12-07' }] }), { leave: date }],
  ['paused until some day', readTimeOff({ pausedUntil: 'Monday' }), { pausedUntil: date }],
  [
    'never works',
    readTimeOff({ shifts: { weekdays: [] } }),
    { 'shifts.weekdays': 'Choose at least one day of the week.' },
  ],
  [
    'shifts of no length',
    readTimeOff({ shifts: { on: 0, off: 61 } }),
    { 'shifts.on': 'Choose from 1 to 60 days.', 'shifts.off': 'Choose from 1 to 60 days.', 'shifts.from': date },
  ],
];
for (const [name, read, faults] of others) {
  test(`refused: ${name}`, () => {
    assert.deepEqual(read, { faults });
  });
}

test('whatever is written is either refused in words or can be stored, read again and planned', () => {
  const written = fc.oneof(
    fc.jsonValue(),
    fc.record({
      repeat: fc.record({
        every: fc.constantFrom('once', 'days', 'weeks', 'months', 'years'),
        n: fc.oneof(fc.integer({ min: 0, max: 53 }), fc.jsonValue()),
        weekdays: fc.oneof(fc.array(fc.integer({ min: 0, max: 8 })), fc.jsonValue()),
        on: fc.oneof(
          fc.record({ day: fc.integer({ min: 0, max: 32 }) }),
          fc.record({ weekday: fc.integer({ min: 0, max: 8 }), nth: fc.integer({ min: -2, max: 6 }) }),
          fc.jsonValue(),
        ),
      }),
      startsOn: fc.constantFrom('2026-11-27', '2000-01-01', '2199-12-31', '2027-02-30', '2200-01-01', 20261127),
      endsOn: fc.constantFrom(null, '2199-12-31', '1999-12-31', false, ''),
      at: fc.constantFrom('00:00', '02:30', '23:59', '24:00', ' 9:05', '9:5', '٠٩:٠٥'),
      zone: fc.constantFrom('person', 'US/Eastern', 'utc', 'Etc/GMT+12', 'EST', '-05:00', '', 'constructor'),
      skipDates: fc.oneof(fc.constantFrom([], ['2026-11-27'], null), fc.jsonValue()),
    }),
  );
  const outcomes = { schedule: 0, faults: 0 };
  fc.assert(
    fc.property(written, (written) => {
      // These take it or not, but do not break.
      readTimeOff({ leave: [written], shifts: written });
      readClosing(written, '16:00');
      readNudges(written);
      readQuietHours(written);
      const read = readSchedule(written);
      if ('faults' in read) {
        outcomes.faults++;
        assert.ok(Object.values(read.faults).every((sentence) => sentence.endsWith('.')));
        assert.notEqual(Object.keys(read.faults).length, 0);
        return;
      }
      outcomes.schedule++;
      const stored = JSON.parse(JSON.stringify(read.schedule));
      assert.deepEqual(readSchedule(stored), { schedule: stored });
      const now = Temporal.Instant.from('1999-12-01T00:00Z');
      assert.notEqual(plan(stored, { holidays: [] }, { now, timeZone: 'America/New_York', most: 3 }).length, 0);
    }),
    { numRuns: 4000 },
  );
  assert.ok(outcomes.schedule > 5 && outcomes.faults > 1000, JSON.stringify(outcomes));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan } from '../questions.ts';
import type { PlanFor } from './plan.ts';
import type { Repeat, Schedule } from './schedule.ts';

const newYork = 'America/New_York';
const fridays: Schedule = {
  repeat: { every: 'weeks', n: 1, weekdays: [5] },
  startsOn: '2026-10-01',
  at: '16:00',
  zone: 'person',
  skipDates: [],
};

test('a row says when, by whose clock, when it closes and when silence is nudged', () => {
  assert.deepEqual(
    planned(fridays, {
      now: '2026-11-27T20:00Z',
      timeZone: newYork,
      closing: { daysLater: 1, at: '12:00' },
      nudges: { afterMinutes: 180, most: 2 },
      quiet: { from: '21:00', until: '08:00' },
      most: 1,
    }),
    [
      {
        date: '2026-11-27',
        askedAt: '2026-11-27T21:00:00Z',
        local: '2026-11-27T16:00',
        offset: '-05:00',
        marks: [],
        closesAt: '2026-11-28T17:00:00Z',
        nudgesAt: ['2026-11-28T00:00:00Z', '2026-11-28T13:00:00Z'],
      },
    ],
  );
});

test('rows go on until as many are asked, with the reason where not', () => {
  const skipping = { ...fridays, skipDates: ['2026-12-11'] };
  const timeOff = { leave: [{ from: '2026-11-30', until: '2026-12-04' }] };
  const rows = planned(skipping, { now: '2026-11-27T20:00Z', timeZone: newYork, timeOff, most: 2 });
  assert.deepEqual(
    rows.map((row) => [row.date, row.skipped]),
    [
      ['2026-11-27', undefined],
      ['2026-12-04', 'on_leave'],
      ['2026-12-11', 'skipped'],
      ['2026-12-18', undefined],
    ],
  );
});

test('the minute in which it is asked is still planned, the second after no longer', () => {
  const first = (now: string) => planned(fridays, { now, timeZone: newYork, most: 1 })[0]?.date;
  assert.equal(first('2026-11-27T21:00:00Z'), '2026-11-27');
  assert.equal(first('2026-11-27T21:00:01Z'), '2026-12-04');
});

test('who is away for years gets an end of the plan', () => {
  const daily = { ...fridays, repeat: { every: 'days', n: 1 } as Repeat };
  const timeOff = { leave: [], pausedUntil: '2040-01-01' };
  const rows = planned(daily, { now: '2026-11-27T20:00Z', timeZone: newYork, timeOff, most: 5 });
  assert.equal(rows.length, 400);
  assert.ok(rows.every((row) => row.skipped === 'paused'));
});

const monthly = (day: number): Schedule => ({ ...fridays, repeat: { every: 'months', n: 1, on: { day } } });
const nights: Schedule = { ...fridays, repeat: { every: 'days', n: 1 }, at: '01:30' };
const rows: [
  name: string,
  schedule: Schedule,
  wanted: Partial<Omit<PlanFor, 'now'>> & { from: string },
  marks: string[],
][] = [
  ['winter comes', fridays, { from: '2026-10-23T21:00Z' }, ['10-30 16:00', '11-06 16:00 clock_change', '11-13 16:00']],
  ['winter has come since', fridays, { from: '2026-10-31T00:00Z' }, ['11-06 16:00 clock_change', '11-13 16:00']],
  [
    'the clock of the team changes, that of the person does not',
    { ...fridays, zone: newYork },
    { from: '2026-10-24T00:00Z', timeZone: 'Asia/Kathmandu' },
    ['10-31 01:45', '11-07 02:45 clock_change', '11-14 02:45'],
  ],
  [
    'the clock of the person changes, that of the team does not',
    { ...fridays, zone: 'Asia/Kathmandu' },
    { from: '2026-10-24T00:00Z' },
    ['10-30 06:15', '11-06 05:15 clock_change'],
  ],
  [
    'a time comes twice',
    nights,
    { from: '2026-10-31T04:00Z' },
    ['10-31 01:30', '11-01 01:30 twice', '11-02 01:30 clock_change'],
  ],
  [
    'a time does not come',
    { ...nights, startsOn: '2026-01-01', at: '02:30' },
    { from: '2026-03-07T06:00Z' },
    ['03-07 02:30', '03-08 03:30 moved clock_change', '03-09 02:30'],
  ],
  [
    'half an hour does not come',
    { ...nights, at: '02:15' },
    { from: '2026-10-02T14:00Z', timeZone: 'Australia/Lord_Howe' },
    ['10-03 02:15', '10-04 02:45 moved clock_change', '10-05 02:15'],
  ],
  [
    'it moved into today',
    { ...nights, startsOn: '2024-01-01', at: '23:30' },
    { from: '2024-03-31T01:10Z', timeZone: 'America/Nuuk' },
    ['03-31 00:30 moved', '03-31 23:30'],
  ],
  [
    'a month is too short',
    monthly(30),
    { from: '2027-01-30T00:00Z' },
    ['01-30 16:00', '02-28 16:00 last_day', '03-30 16:00 clock_change'],
  ],
  [
    'months without a fifth Friday',
    { ...fridays, repeat: { every: 'months', n: 1, on: { weekday: 5, nth: 5 } } },
    { from: '2027-07-20T00:00Z', timeZone: 'Asia/Kathmandu' },
    ['07-30 16:00', '10-29 16:00 months_without', '12-31 16:00 months_without'],
  ],
  [
    'a far start leaves nothing out',
    { ...fridays, startsOn: '2027-07-20', repeat: { every: 'months', n: 1, on: { weekday: 5, nth: 5 } } },
    { from: '2026-11-27T00:00Z', timeZone: 'Asia/Kathmandu' },
    ['07-30 16:00'],
  ],
  ...(
    [
      ['21:00', '08:00', ' quiet_hours'],
      ['21:00', '05:15', ''],
      ['05:15', '06:00', ' quiet_hours'],
      ['05:00', '05:15', ''],
    ] as const
  ).map(([from, until, mark]): (typeof rows)[number] => [
    `05:15, where it is quiet from ${from} until ${until}`,
    { ...fridays, zone: 'Asia/Kathmandu' },
    { from: '2026-11-27T00:00Z', quiet: { from, until } },
    [`11-27 05:15${mark}`],
  ]),
];
for (const [name, schedule, { from, ...wanted }, marks] of rows) {
  test(`the planner marks: ${name}`, () => {
    const found = planned(schedule, { now: from, timeZone: newYork, most: marks.length, ...wanted });
    assert.deepEqual(
      found.map((row) => [row.local.slice(5).replace('T', ' '), ...row.marks].join(' ')),
      marks,
    );
  });
}

test('Apia goes from Thursday to Saturday, and is asked once on each', () => {
  const daily = { ...fridays, repeat: { every: 'days', n: 1 } as Repeat, startsOn: '2011-01-01' };
  const rows = planned(daily, { now: '2011-12-29T20:00Z', timeZone: 'Pacific/Apia', most: 2 });
  assert.deepEqual(
    rows.map((row) => [row.date, row.local, row.offset, row.skipped]),
    [
      ['2011-12-29', '2011-12-29T16:00', '-10:00', undefined],
      ['2011-12-30', '2011-12-31T16:00', '+14:00', 'no_such_day'],
      ['2011-12-31', '2011-12-31T16:00', '+14:00', undefined],
    ],
  );
});

function planned(schedule: Schedule, { now, ...wanted }: Omit<PlanFor, 'now'> & { now: string }) {
  return plan(schedule, { holidays: [] }, { now: Temporal.Instant.from(now), ...wanted });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plan } from '../questions.ts';
import { askedAt, firstRound } from './asked-at.ts';
import { roundDates } from './round-dates.ts';
import type { Repeat, Schedule, Weekday } from './schedule.ts';

const dayMs = 86_400_000;
const first = Date.UTC(2024, 0, 1);
const isoDate = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10);
const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / dayMs;

const date = fc.integer({ min: 0, max: 2000 }).map((days) => isoDate(first / dayMs + days));
const weekday = fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7);
const n = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 52 }));
const repeat: fc.Arbitrary<Repeat> = fc.oneof(
  fc.constant({ every: 'once' } as const),
  fc.record({ every: fc.constant('days' as const), n }),
  fc.record({
    every: fc.constant('weeks' as const),
    n,
    weekdays: fc.uniqueArray(weekday, { minLength: 1, maxLength: 7 }),
  }),
  fc.record({
    every: fc.constant('months' as const),
    n,
    on: fc.oneof(
      fc.record({ day: fc.integer({ min: 1, max: 31 }) }),
      fc.record({ weekday, nth: fc.constantFrom(1, 2, 3, 4, 5, -1) }),
    ),
  }),
);
const schedule: fc.Arbitrary<Schedule> = fc.record(
  {
    repeat,
    startsOn: date,
    endsOn: date,
    at: fc.constantFrom('00:00', '01:30', '02:15', '02:30', '16:00', '23:59'),
    zone: fc.constant('person'),
    skipDates: fc.array(date, { maxLength: 30 }),
  },
  { requiredKeys: ['repeat', 'startsOn', 'at', 'zone', 'skipDates'] },
);
const calendar = fc.record({ holidays: fc.array(date, { maxLength: 30 }) });

test('the rounds are what somebody finds who looks at every single day', () => {
  fc.assert(
    fc.property(schedule, calendar, date, (schedule, calendar, after) => {
      const upTo = dayOf(after) + 1500;
      const without = new Set([...schedule.skipDates, ...calendar.holidays]);
      const walked = [];
      for (let day = dayOf(after) + 1; day <= upTo; day++) {
        if (isRound(schedule, day) && !without.has(isoDate(day))) walked.push(isoDate(day));
      }
      const found = roundDates(schedule, calendar, { after, most: 1500 });
      assert.deepEqual(
        found.filter((date) => dayOf(date) <= upTo),
        walked,
      );
    }),
    { numRuns: 300 },
  );
});

/** The rules said again, with whole days since 1970 and without Temporal. */
function isRound({ repeat, startsOn, endsOn }: Schedule, day: number): boolean {
  const start = dayOf(startsOn);
  if (day < start || (endsOn !== undefined && day > dayOf(endsOn))) return false;
  if (repeat.every === 'once') return day === start;
  if (repeat.every === 'days') return (day - start) % repeat.n === 0;
  // 1 January 1970 was a Thursday: day 4 begins a week.
  const weekOf = (of: number) => Math.floor((of - 4) / 7);
  const weekday = (((day - 4) % 7) + 1) as Weekday;
  if (repeat.every === 'weeks') {
    return (weekOf(day) - weekOf(start)) % repeat.n === 0 && repeat.weekdays.includes(weekday);
  }
  const [at, begin] = [new Date(day * dayMs), new Date(start * dayMs)];
  const months = (at.getUTCFullYear() - begin.getUTCFullYear()) * 12 + at.getUTCMonth() - begin.getUTCMonth();
  if (months % repeat.n !== 0) return false;
  const isLastDay = new Date((day + 1) * dayMs).getUTCDate() === 1;
  const of = at.getUTCDate();
  if ('day' in repeat.on) return of === repeat.on.day || (isLastDay && of < repeat.on.day);
  if (weekday !== repeat.on.weekday) return false;
  const isLast = new Date((day + 7) * dayMs).getUTCMonth() !== at.getUTCMonth();
  return repeat.on.nth === -1 ? isLast : Math.ceil(of / 7) === repeat.on.nth;
}

test('asked for in pieces, they are the same as asked for at once, and each is later than the one before', () => {
  fc.assert(
    fc.property(
      schedule,
      calendar,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      (schedule, calendar, cuts) => {
        const most = cuts.reduce((sum, cut) => sum + cut, 0);
        const atOnce = roundDates(schedule, calendar, { most });
        const pieces: string[] = [];
        for (const cut of cuts) pieces.push(...roundDates(schedule, calendar, { after: pieces.at(-1), most: cut }));
        assert.deepEqual(pieces, atOnce);
        for (const [index, date] of atOnce.slice(1).entries()) assert.ok(atOnce[index]! < date);
      },
    ),
    { numRuns: 300 },
  );
});

test('whatever day lies between, what comes after it is the rest', () => {
  fc.assert(
    fc.property(schedule, calendar, date, (schedule, calendar, after) => {
      const all = roundDates(schedule, calendar, { most: 50 });
      const rest = roundDates(schedule, calendar, { after, most: 50 });
      const seen = all.filter((date) => date > after);
      assert.deepEqual(rest.slice(0, seen.length), seen);
    }),
    { numRuns: 300 },
  );
});

const zone = fc.constantFrom(
  ...['America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca', 'America/Nuuk', 'Africa/Cairo'],
  ...['Pacific/Kiritimati', 'Pacific/Niue', 'Pacific/Chatham', 'Europe/Dublin', 'Antarctica/Troll', 'America/St_Johns'],
);

test('a later round asks later, wherever somebody is', () => {
  fc.assert(
    fc.property(schedule, zone, (schedule, zone) => {
      const instants = roundDates(schedule, { holidays: [] }, { most: 400 }).map((date) =>
        askedAt(schedule, date, zone),
      );
      for (const [index, at] of instants.slice(1).entries()) {
        assert.equal(Temporal.Instant.compare(instants[index]!, at), -1);
      }
    }),
    { numRuns: 60 },
  );
});

test('the first round is the first of all in which anybody is still to be asked', () => {
  const zones = fc.uniqueArray(zone, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(
      schedule,
      calendar,
      zones,
      fc.integer({ min: 0, max: 2500 * 1440 }),
      (schedule, calendar, zones, minutes) => {
        const since = Temporal.Instant.fromEpochMilliseconds(first).add({ minutes });
        const found = roundDates(schedule, calendar, { most: 3000 }).find((date) =>
          zones.some((zone) => Temporal.Instant.compare(askedAt(schedule, date, zone), since) >= 0),
        );
        assert.equal(firstRound(schedule, calendar, { since, timeZones: zones }), found);
      },
    ),
    { numRuns: 150 },
  );
});

test('the plan does not depend on when it is looked at, and changes nothing that it is given', () => {
  fc.assert(
    fc.property(
      schedule,
      calendar,
      zone,
      fc.integer({ min: 0, max: 3000 * 1440 }),
      (schedule, calendar, timeZone, minutes) => {
        for (const frozen of [schedule, schedule.repeat, schedule.skipDates, calendar, calendar.holidays])
          Object.freeze(frozen);
        if (schedule.repeat.every === 'weeks') Object.freeze(schedule.repeat.weekdays);
        const early = Temporal.Instant.fromEpochMilliseconds(first);
        const late = early.add({ minutes });
        const shown = (now: Temporal.Instant) =>
          plan(schedule, calendar, { now, timeZone, most: 40 }).map(
            (row) => `${row.date} ${row.askedAt} ${row.skipped}`,
          );
        const seen = shown(early).filter((row) => row.slice(11, 31) >= late.toString().slice(0, 20));
        assert.deepEqual(shown(late).slice(0, seen.length), seen);
        assert.deepEqual(shown(late), shown(late));
      },
    ),
    { numRuns: 150 },
  );
});

const days: Schedule = {
  repeat: { every: 'days', n: 1 },
  startsOn: '2020-01-01',
  at: '16:00',
  zone: 'person',
  skipDates: [],
};
const holidays = Array.from({ length: 800 }, (_, index) => isoDate(dayOf('2020-01-01') + index * 10));
const take = (most: number, after?: string, repeat: Repeat = days.repeat) =>
  assert.equal(roundDates({ ...days, repeat }, { holidays }, { after, most }).length, most);

/** How much more processor time the first takes than the second, each at its best of nine turns. */
function ratioOf(one: () => void, other: () => void): number {
  let best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let turn = 0; turn < 9; turn++) {
    best = [one, other].map((work, index) => {
      const before = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(before);
      return Math.min(best[index]!, user + system);
    });
  }
  return best[0]! / best[1]!;
}

test('four thousand dates at once take no longer than eight times five hundred', () => {
  const ratio = ratioOf(
    () => take(4000),
    () => Array.from({ length: 8 }, () => take(500)),
  );
  assert.ok(ratio < 3, `${ratio.toFixed(1)} times as long`);
});

const kinds: Repeat[] = [
  { every: 'days', n: 1 },
  { every: 'weeks', n: 1, weekdays: [5] },
  { every: 'months', n: 1, on: { day: 31 } },
];
for (const repeat of kinds) {
  test(`dates ninety years on are found as quickly as the first ones: ${repeat.every}`, () => {
    const ratio = ratioOf(
      () => Array.from({ length: 40 }, () => take(50, '2109-12-31', repeat)),
      () => Array.from({ length: 40 }, () => take(50, '2019-12-31', repeat)),
    );
    assert.ok(ratio < 3, `${ratio.toFixed(1)} times as long`);
  });
}

// Thirteen months are lived through minute by minute, asking whenever something is due, as a program does that knows nothing
// but the last round it has done. What was asked must be what the planner had shown, and the local clock must agree.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan } from '../questions.ts';
import { askedAt, firstRound, roundWindow } from './asked-at.ts';
import { roundDates } from './round-dates.ts';
import type { Calendar, Repeat, Schedule, TimeOff } from './schedule.ts';
import { skipReason } from './skip-reason.ts';

const from = Temporal.Instant.from('2026-11-26T04:00Z');
const until = Temporal.Instant.from('2027-12-31T00:00Z');
const minuteMs = 60_000;
const calendar: Calendar = { holidays: ['2026-12-25', '2027-01-01', '2027-03-14', '2027-12-24'] };
const people: { zone: string; timeOff: TimeOff }[] = [
  { zone: 'America/New_York', timeOff: { leave: [{ from: '2027-07-05', until: '2027-07-16' }] } },
  { zone: 'Asia/Kathmandu', timeOff: { leave: [], pausedUntil: '2026-12-07' } },
  { zone: 'Australia/Lord_Howe', timeOff: { leave: [] } },
  { zone: 'America/Sao_Paulo', timeOff: { leave: [], shifts: { on: 4, off: 3, from: '2026-11-26' } } },
  { zone: 'Pacific/Kiritimati', timeOff: { leave: [] } },
  { zone: 'Pacific/Niue', timeOff: { leave: [] } },
];
const zones = people.map(({ zone }) => zone);

const daily: Repeat = { every: 'days', n: 1 };
const kinds: [name: string, repeat: Repeat, at: string, zone?: string][] = [
  ['Fridays at four', { every: 'weeks', n: 1, weekdays: [5] }, '16:00'],
  ['every night at half past two', daily, '02:30'],
  ['every night at a quarter past two', daily, '02:15'],
  ['every night at half past one', daily, '01:30'],
  ['every night at a quarter to two', daily, '01:45'],
  ['every midnight', daily, '00:00'],
  ['the last minute of every second day', { every: 'days', n: 2 }, '23:59'],
  ['every second Monday and Sunday', { every: 'weeks', n: 2, weekdays: [1, 7] }, '08:00'],
  ['the 31st', { every: 'months', n: 1, on: { day: 31 } }, '12:00'],
  ['the last Friday', { every: 'months', n: 1, on: { weekday: 5, nth: -1 } }, '07:30'],
  ['half past two in New York, for all', daily, '02:30', 'America/New_York'],
  ['a quarter past two in Lord Howe, for all', daily, '02:15', 'Australia/Lord_Howe'],
];

for (const [name, repeat, at, zone = 'person'] of kinds) {
  test(`a simulated year: ${name}`, () => {
    const schedule: Schedule = { repeat, startsOn: '2026-11-26', at, zone, skipDates: ['2027-02-26', '2027-03-15'] };
    const lived = live(schedule);
    for (const [index, { zone: timeZone, timeOff }] of people.entries()) {
      const shown = plan(schedule, calendar, { now: from, timeZone, timeOff, most: 400 });
      const asks = shown.filter((row) => !row.skipped && row.askedAt < until.toString());
      assert.ok(asks.length >= 5, `${timeZone} is asked ${asks.length} times only`);
      assert.deepEqual(
        lived[index],
        asks.map((row) => `${row.date} ${row.askedAt}`),
        timeZone,
      );
      for (const row of asks) assertOnTheWall(row, at, zone === 'person' ? timeZone : zone);
      // Whenever somebody looks at the planner during the year, the next five are the next five.
      for (let month = from; Temporal.Instant.compare(month, until) < 0; month = month.add({ hours: 24 * 30 })) {
        const five = plan(schedule, calendar, { now: month, timeZone, timeOff, most: 5 }).filter((row) => !row.skipped);
        const next = lived[index]!.filter((ask) => ask.slice(11) >= month.toString()).slice(0, 5);
        assert.deepEqual(five.map((row) => `${row.date} ${row.askedAt}`).slice(0, next.length), next, timeZone);
      }
    }
  });
}

/** What each of the people is asked. Rounds open one after the other; their asks go out when they are due. */
function live(schedule: Schedule): string[][] {
  const asked: string[][] = people.map(() => []);
  const due: { atMs: number; index: number; date: string }[] = [];
  let date = firstRound(schedule, calendar, { since: from, timeZones: zones });
  let opensMs = opening(schedule, date);
  for (let nowMs = from.epochMilliseconds; nowMs < until.epochMilliseconds; nowMs += minuteMs) {
    while (date !== undefined && opensMs <= nowMs) {
      for (const [index, { zone, timeOff }] of people.entries()) {
        const at = askedAt(schedule, date, zone);
        const isOver = Temporal.Instant.compare(at, from) < 0;
        if (isOver || skipReason(schedule, calendar, timeOff, date, zone)) continue;
        due.push({ atMs: at.epochMilliseconds, index, date });
      }
      date = roundDates(schedule, calendar, { after: date, most: 1 })[0];
      opensMs = opening(schedule, date);
    }
    for (let next = due.findIndex(({ atMs }) => atMs <= nowMs); next >= 0; ) {
      const [{ index, date: round }] = due.splice(next, 1) as [(typeof due)[0]];
      asked[index]!.push(`${round} ${Temporal.Instant.fromEpochMilliseconds(nowMs)}`);
      next = due.findIndex(({ atMs }) => atMs <= nowMs);
    }
  }
  return asked;
}

function opening(schedule: Schedule, date: string | undefined): number {
  return date === undefined ? Number.POSITIVE_INFINITY : roundWindow(schedule, date, zones).opensAt.epochMilliseconds;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The clock on the wall, read without Temporal, shows the wanted time on the wanted day, unless the planner said otherwise. */
function assertOnTheWall(row: { date: string; askedAt: string; marks: string[] }, at: string, zone: string): void {
  const options = { timeZone: zone, dateStyle: 'short', timeStyle: 'short' } as const;
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat('sv', options);
  clocks.set(zone, clock);
  const read = clock.format(new Date(row.askedAt));
  if (row.marks.includes('moved')) assert.ok(read > `${row.date} ${at}`, `${read} is not later than ${row.date} ${at}`);
  else assert.equal(read, `${row.date} ${at}`);
}

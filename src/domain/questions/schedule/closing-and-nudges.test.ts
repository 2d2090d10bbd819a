import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Closing, closesAt } from './closing.ts';
import { nudgesAt } from './nudges.ts';
import type { Schedule } from './schedule.ts';

const newYork = 'America/New_York';
const own: Schedule = {
  repeat: { every: 'weeks', n: 1, weekdays: [3] },
  startsOn: '2026-01-01',
  at: '16:00',
  zone: 'person',
  skipDates: [],
};

// 25 November 2026 is a Wednesday; 16:00 in New York is 21:00Z. Clocks went back on Sunday 1 November, at 06:00Z.
const closings: [name: string, closing: Closing, asked: string, closes: string][] = [
  ['a day and a half later', { afterMinutes: 36 * 60 }, '2026-11-25T21:00Z', '2026-11-27T09:00:00Z'],
  ['a day passes, whatever the clocks do', { afterMinutes: 1440 }, '2026-10-31T20:00Z', '2026-11-01T20:00:00Z'],
  ['Thursday noon', { weekday: 4, at: '12:00' }, '2026-11-25T21:00Z', '2026-11-26T17:00:00Z'],
  ['Wednesday evening, the same day', { weekday: 3, at: '18:00' }, '2026-11-25T21:00Z', '2026-11-25T23:00:00Z'],
  ['Wednesday noon, a week later', { weekday: 3, at: '12:00' }, '2026-11-25T21:00Z', '2026-12-02T17:00:00Z'],
  [
    'Wednesday at the very minute, a week later',
    { weekday: 3, at: '16:00' },
    '2026-11-25T21:00Z',
    '2026-12-02T21:00:00Z',
  ],
  ['Tuesday, next week', { weekday: 2, at: '09:00' }, '2026-11-25T21:00Z', '2026-12-01T14:00:00Z'],
  ['at eight the same evening', { daysLater: 0, at: '20:00' }, '2026-11-25T21:00Z', '2026-11-26T01:00:00Z'],
  ['at noon two days later', { daysLater: 2, at: '12:00' }, '2026-11-25T21:00Z', '2026-11-27T17:00:00Z'],
  ['noon by a clock that went back', { daysLater: 1, at: '12:00' }, '2026-10-31T20:00Z', '2026-11-01T17:00:00Z'],
  ['asked so late that eight is over', { daysLater: 0, at: '20:00' }, '2026-11-26T02:00Z', '2026-11-27T01:00:00Z'],
];
for (const [name, closing, asked, closes] of closings) {
  test(`closes: ${name}`, () => {
    assert.equal(closesAt(own, closing, Temporal.Instant.from(asked), newYork).toString(), closes);
  });
}

test('asked by the clock of the team, it closes by the clock of the team', () => {
  const asked = Temporal.Instant.from('2026-11-25T21:00Z');
  const byTeam = closesAt({ ...own, zone: newYork }, { weekday: 4, at: '12:00' }, asked, 'Asia/Kathmandu');
  assert.equal(byTeam.toString(), '2026-11-26T17:00:00Z');
});

const night = { from: '21:00', until: '08:00' };
const noon = { from: '12:00', until: '13:00' };
const nudges: [name: string, afterMinutes: number, most: number, quiet: typeof night | undefined, at: string[]][] = [
  ['none wanted', 60, 0, undefined, []],
  ['after each other, at most so many', 120, 2, undefined, ['25T23:00', '26T01:00']],
  ['not when it closes, nor later', 600, 5, undefined, ['26T07:00']],
  ['none where it closes before', 1200, 5, undefined, []],
  // 20:00, then midnight becomes 08:00 (13:00Z), from which the next one counts.
  ['not at night, and not together in the morning', 240, 5, night, ['26T01:00', '26T13:00']],
  ['at 21:00 it is night', 300, 5, night, ['26T13:00']],
  ['at 08:00 it is not', 960, 5, night, ['26T13:00']],
  ['not at lunch, and then it is closed', 1170, 5, { from: '11:00', until: '12:00' }, []],
  ['between two quiet hours', 1140, 5, noon, ['26T16:00']],
];
for (const [name, afterMinutes, most, quiet, at] of nudges) {
  test(`nudges: ${name}`, () => {
    const ask = {
      askedAt: Temporal.Instant.from('2026-11-25T21:00Z'),
      closesAt: Temporal.Instant.from('2026-11-26T17:00Z'),
    };
    const found = nudgesAt({ afterMinutes, most }, ask, newYork, quiet);
    assert.deepEqual(
      found.map(String),
      at.map((minute) => `2026-11-${minute}:00Z`),
    );
  });
}

test('quiet hours that end at a time that comes twice last until the second', () => {
  const ask = {
    askedAt: Temporal.Instant.from('2026-11-01T04:40Z'),
    closesAt: Temporal.Instant.from('2026-11-02T00:00Z'),
  };
  const until = (minutes: number) =>
    nudgesAt({ afterMinutes: minutes, most: 1 }, ask, newYork, { from: '21:00', until: '01:30' }).map(String);
  assert.deepEqual(until(30), ['2026-11-01T06:30:00Z'], 'at the first 01:10');
  assert.deepEqual(until(60), ['2026-11-01T05:40:00Z'], 'at the first 01:40');
  assert.deepEqual(until(90), ['2026-11-01T06:30:00Z'], 'at the second 01:10');
});

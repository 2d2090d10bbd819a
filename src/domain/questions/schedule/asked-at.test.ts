// Clock changes that have been, so that no law can still change them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedAt, firstRound, roundWindow } from './asked-at.ts';
import type { Schedule } from './schedule.ts';

const rows: [name: string, date: string, at: string, zone: string, instant: string][] = [
  ['summer in New York', '2026-07-03', '16:00', 'America/New_York', '2026-07-03T20:00:00Z'],
  ['winter in New York', '2026-11-20', '16:00', 'America/New_York', '2026-11-20T21:00:00Z'],
  ['02:30 is left out in New York: 03:30', '2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00Z'],
  ['01:30 is there twice in New York: the first', '2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00Z'],
  ['02:30 is there once that night', '2026-11-01', '02:30', 'America/New_York', '2026-11-01T07:30:00Z'],
  ['a quarter to an hour in Kathmandu', '2026-11-27', '16:00', 'Asia/Kathmandu', '2026-11-27T10:15:00Z'],
  [
    'half an hour is left out in Lord Howe: 02:45',
    '2026-10-04',
    '02:15',
    'Australia/Lord_Howe',
    '2026-10-03T15:45:00Z',
  ],
  ['02:30 exists that night', '2026-10-04', '02:30', 'Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['01:45 is there twice in Lord Howe', '2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00Z'],
  ['01:15 is there once', '2026-04-05', '01:15', 'Australia/Lord_Howe', '2026-04-04T14:15:00Z'],
  ['July in São Paulo, as always now', '2026-07-03', '16:00', 'America/Sao_Paulo', '2026-07-03T19:00:00Z'],
  ['January in São Paulo, the same since 2019', '2026-01-02', '16:00', 'America/Sao_Paulo', '2026-01-02T19:00:00Z'],
  ['the last midnight left out in São Paulo', '2018-11-04', '00:00', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['Casablanca before Ramadan', '2025-02-21', '12:00', 'Africa/Casablanca', '2025-02-21T11:00:00Z'],
  ['Casablanca in Ramadan', '2025-03-07', '12:00', 'Africa/Casablanca', '2025-03-07T12:00:00Z'],
  ['Tehran in its last summer time', '2022-07-01', '16:00', 'Asia/Tehran', '2022-07-01T11:30:00Z'],
  ['Tehran since', '2023-07-01', '16:00', 'Asia/Tehran', '2023-07-01T12:30:00Z'],
  ['23:30 is left out in Nuuk: the next date', '2024-03-30', '23:30', 'America/Nuuk', '2024-03-31T01:30:00Z'],
  ['the day before Friday was left out in Apia', '2011-12-29', '16:00', 'Pacific/Apia', '2011-12-30T02:00:00Z'],
  ['the day after', '2011-12-31', '16:00', 'Pacific/Apia', '2011-12-31T02:00:00Z'],
  ['the first to see a day', '2026-11-27', '16:00', 'Pacific/Kiritimati', '2026-11-27T02:00:00Z'],
  ['the last to see it', '2026-11-27', '16:00', 'Pacific/Niue', '2026-11-28T03:00:00Z'],
];
for (const [name, date, at, zone, instant] of rows) {
  test(`asked: ${name}`, () => {
    assert.equal(askedAt(asking(at, 'person'), date, zone).toString(), instant);
    // By the team's clock it is the same instant, wherever a person is.
    assert.equal(askedAt(asking(at, zone), date, 'Asia/Tokyo').toString(), instant);
  });
}

const zones = ['America/New_York', 'Pacific/Niue', 'Pacific/Kiritimati'];

test('a round opens with its easternmost people and has asked everybody with its westernmost', () => {
  const window = roundWindow(asking('16:00', 'person'), '2026-11-27', zones);
  assert.deepEqual(Object.values(window).map(String), ['2026-11-27T02:00:00Z', '2026-11-28T03:00:00Z']);
});

test('by the clock of the team a round is one moment', () => {
  const { opensAt, lastAskedAt } = roundWindow(asking('16:00', 'America/New_York'), '2026-11-27', zones);
  assert.deepEqual([String(opensAt), String(lastAskedAt)], ['2026-11-27T21:00:00Z', '2026-11-27T21:00:00Z']);
});

test('the first round is the one in which somebody is still to be asked', () => {
  const first = (since: string, timeZones: string[], schedule = asking('16:00', 'person')) =>
    firstRound(schedule, { holidays: ['2026-11-29'] }, { since: Temporal.Instant.from(since), timeZones });
  assert.equal(first('2026-11-27T20:59:59Z', ['America/New_York']), '2026-11-27');
  assert.equal(first('2026-11-27T21:00:00Z', ['America/New_York']), '2026-11-27');
  assert.equal(first('2026-11-27T21:00:01Z', ['America/New_York']), '2026-11-28');
  assert.equal(first('2026-11-28T03:00:00Z', zones), '2026-11-27');
  assert.equal(first('2026-11-28T03:00:01Z', zones), '2026-11-28');
  assert.equal(first('2026-11-29T03:00:01Z', zones), '2026-11-30');
  assert.equal(first('2026-11-28T02:00:01Z', ['Pacific/Kiritimati']), '2026-11-30');
  assert.equal(first('2026-11-29T10:01:00Z', ['Pacific/Kiritimati'], asking('00:00', 'person')), '2026-12-01');
  const ended = { ...asking('16:00', 'person'), endsOn: '2026-11-27' };
  assert.equal(first('2026-11-27T21:00:01Z', ['America/New_York'], ended), undefined);
});

function asking(at: string, zone: string): Schedule {
  return { repeat: { every: 'days', n: 1 }, startsOn: '2011-01-01', at, zone, skipDates: [] };
}

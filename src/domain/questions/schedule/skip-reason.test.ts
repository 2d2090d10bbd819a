import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Schedule, TimeOff } from './schedule.ts';
import { skipReason } from './skip-reason.ts';

const daily: Schedule = {
  repeat: { every: 'days', n: 1 },
  startsOn: '2011-01-01',
  at: '16:00',
  zone: 'person',
  skipDates: ['2026-12-24'],
};
const none: TimeOff = { leave: [] };
const twoWeeks: TimeOff = { leave: [{ from: '2026-12-07', until: '2026-12-18' }] };
const untilMonday: TimeOff = { leave: [], pausedUntil: '2026-11-30' };
const fourOnTwoOff: TimeOff = { leave: [], shifts: { on: 4, off: 2, from: '2026-11-23' } };
const weekend: TimeOff = { leave: [], shifts: { weekdays: [6, 7] } };

const rows: [name: string, timeOff: TimeOff, date: string, reason: string | undefined][] = [
  ['nothing', none, '2026-12-23', undefined],
  ['a date taken out', none, '2026-12-24', 'skipped'],
  ['a holiday', none, '2026-12-25', 'holiday'],
  ['the day before leave', twoWeeks, '2026-12-06', undefined],
  ['the first day of leave', twoWeeks, '2026-12-07', 'on_leave'],
  ['the last day of leave', twoWeeks, '2026-12-18', 'on_leave'],
  ['the day after leave', twoWeeks, '2026-12-19', undefined],
  ['paused until Monday, on Sunday', untilMonday, '2026-11-29', 'paused'],
  ['paused until Monday, on Monday', untilMonday, '2026-11-30', undefined],
  ['works at weekends, on Friday', weekend, '2026-11-27', 'day_off'],
  ['works at weekends, on Saturday', weekend, '2026-11-28', undefined],
  ['works at weekends, on Sunday', weekend, '2026-11-29', undefined],
  ['four on, two off: the fourth day', fourOnTwoOff, '2026-11-26', undefined],
  ['four on, two off: the fifth', fourOnTwoOff, '2026-11-27', 'day_off'],
  ['four on, two off: the sixth', fourOnTwoOff, '2026-11-28', 'day_off'],
  ['four on, two off: the seventh', fourOnTwoOff, '2026-11-29', undefined],
  ['four on, two off: the day before the first', fourOnTwoOff, '2026-11-22', 'day_off'],
  ['four on, two off: three days before the first', fourOnTwoOff, '2026-11-20', undefined],
  ['four on, two off: the 600th day', fourOnTwoOff, '2028-07-14', 'day_off'],
  ['four on, two off: the 601st day', fourOnTwoOff, '2028-07-15', undefined],
  ['the team is told before the person', twoWeeks, '2026-12-24', 'skipped'],
];
for (const [name, timeOff, date, reason] of rows) {
  test(`not asked: ${name}`, () => {
    assert.equal(skipReason(daily, { holidays: ['2026-12-25'] }, timeOff, date, 'America/New_York'), reason);
  });
}

test('nobody in Apia is asked on the Friday that Apia left out, and everybody else is', () => {
  const on = (date: string, zone: string) => skipReason(daily, { holidays: [] }, none, date, zone);
  assert.equal(on('2011-12-30', 'Pacific/Apia'), 'no_such_day');
  assert.equal(on('2011-12-29', 'Pacific/Apia'), undefined);
  assert.equal(on('2011-12-31', 'Pacific/Apia'), undefined);
  assert.equal(on('2011-12-30', 'Pacific/Pago_Pago'), undefined);
});

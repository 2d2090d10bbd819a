import { readWeekdays } from './read-repeat.ts';
import { type Faults, fieldsOf, isWhole, readDate, words } from './readable.ts';
import type { TimeOff } from './schedule.ts';

/** The time off that was written for a person, or a sentence for each field that is wrong. */
export function readTimeOff(written: unknown): { timeOff: TimeOff } | { faults: Faults } {
  const { leave, pausedUntil, shifts } = fieldsOf(written);
  const faults: Faults = {};
  const timeOff: TimeOff = {
    leave: readLeave(leave, faults),
    ...(pausedUntil != null && { pausedUntil: readDate(pausedUntil) ?? noteDate(faults, 'pausedUntil') }),
    ...(shifts != null && { shifts: readShifts(shifts, faults) }),
  };
  return Object.keys(faults).length > 0 ? { faults } : { timeOff };
}

function readLeave(written: unknown, faults: Faults): TimeOff['leave'] {
  return (Array.isArray(written) ? written : []).map((days) => {
    const { from, until } = fieldsOf(days);
    const [first, last] = [readDate(from), readDate(until)];
    if (first === undefined || last === undefined) noteDate(faults, 'leave');
    else if (last < first) faults.leave = 'The leave ends before it starts.';
    return { from: first ?? '', until: last ?? '' };
  });
}

function readShifts(written: unknown, faults: Faults): NonNullable<TimeOff['shifts']> {
  const { weekdays, on, off, from } = fieldsOf(written);
  if (weekdays !== undefined) return { weekdays: readWeekdays(weekdays, faults, 'shifts.weekdays') };
  for (const [field, days] of Object.entries({ 'shifts.on': on, 'shifts.off': off })) {
    if (!isWhole(days, 1, 60)) faults[field] = 'Choose from 1 to 60 days.';
  }
  return { on: on as number, off: off as number, from: readDate(from) ?? noteDate(faults, 'shifts.from') };
}

function noteDate(faults: Faults, field: string): string {
  faults[field] = words.date;
  return '';
}

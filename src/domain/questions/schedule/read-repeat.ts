import { type Faults, fieldsOf, isWhole, words } from './readable.ts';
import type { MonthlyOn, Repeat, Weekday } from './schedule.ts';

/** The repeat that was written; one that counts only while nothing is noted in `faults`. */
export function readRepeat(written: unknown, faults: Faults): Repeat {
  const { every, n, weekdays, on } = fieldsOf(written);
  if (every === 'once') return { every };
  if (every !== 'days' && every !== 'weeks' && every !== 'months') {
    faults['repeat.every'] = 'Choose once, days, weeks or months.';
    return { every: 'once' };
  }
  if (!isWhole(n, 1, 52)) faults['repeat.n'] = 'Choose a whole number from 1 to 52.';
  if (every === 'days') return { every, n: n as number };
  if (every === 'months') return { every, n: n as number, on: readMonthlyOn(on, faults) };
  return { every, n: n as number, weekdays: readWeekdays(weekdays, faults, 'repeat.weekdays') };
}

/** Days of the week, at least one of them, each once and in order. */
export function readWeekdays(written: unknown, faults: Faults, field: string): Weekday[] {
  const all = Array.isArray(written) ? written : [];
  const weekdays = all.filter((weekday) => isWhole(weekday, 1, 7));
  if (weekdays.length < all.length) faults[field] = words.weekday;
  else if (all.length === 0) faults[field] = 'Choose at least one day of the week.';
  return [...new Set(weekdays)].sort() as Weekday[];
}

function readMonthlyOn(written: unknown, faults: Faults): MonthlyOn {
  const { day, weekday, nth } = fieldsOf(written);
  if (weekday === undefined) {
    if (!isWhole(day, 1, 31)) faults['repeat.on'] = 'Choose a day of the month from 1 to 31.';
    return { day: day as number };
  }
  if (!isWhole(weekday, 1, 7)) faults['repeat.on'] = words.weekday;
  else if (!isWhole(nth, 1, 5) && nth !== -1) faults['repeat.on'] = 'Choose the first to the fifth, or the last (-1).';
  return { weekday: weekday as Weekday, nth: nth as 1 };
}

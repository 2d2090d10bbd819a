import type { MonthlyOn, Schedule } from './schedule.ts';

type Date = Temporal.PlainDate;

/** Nothing is looked for beyond: some rules, such as a fifth Tuesday in every third February, hardly ever come true. */
const horizonYears = 100;

/** The dates that the rule itself gives after `after` (or all), in order, holidays and dates taken out still among them. */
export function* ruleDates(schedule: Schedule, after?: string): Generator<string> {
  const start = Temporal.PlainDate.from(schedule.startsOn);
  const last = schedule.endsOn ?? start.add({ years: horizonYears }).toString();
  const period = periods(schedule, start);
  const first = after === undefined ? 0 : period.before(Temporal.PlainDate.from(after));
  for (let k = Math.max(0, first); ; k++) {
    if (period.start(k).toString() > last) return;
    for (const found of period.dates(k)) {
      const date = found.toString();
      if (date > last) return;
      if (date >= schedule.startsOn && (after === undefined || date > after)) yield date;
    }
    if (schedule.repeat.every === 'once') return;
  }
}

interface Periods {
  /** The number of a period that begins no later than `date`; nothing after `date` lies in an earlier one. */
  before(date: Date): number;
  start(k: number): Date;
  dates(k: number): Date[];
}

function periods({ repeat }: Schedule, start: Date): Periods {
  switch (repeat.every) {
    case 'once':
      return { before: () => 0, start: () => start, dates: () => [start] };
    case 'days': {
      const at = (k: number) => start.add({ days: k * repeat.n });
      return { before: (date) => Math.floor(start.until(date).days / repeat.n), start: at, dates: (k) => [at(k)] };
    }
    case 'weeks': {
      const monday = start.subtract({ days: start.dayOfWeek - 1 });
      const weekdays = [...repeat.weekdays].sort((a, b) => a - b);
      const at = (k: number) => monday.add({ weeks: k * repeat.n });
      return {
        before: (date) => Math.floor(monday.until(date).days / (7 * repeat.n)),
        start: at,
        dates: (k) => weekdays.map((weekday) => at(k).add({ days: weekday - 1 })),
      };
    }
    case 'months': {
      const first = start.with({ day: 1 });
      const at = (k: number) => first.add({ months: k * repeat.n });
      return {
        before: (date) => Math.floor(first.until(date, { largestUnit: 'months' }).months / repeat.n),
        start: at,
        dates: (k) => inMonth(at(k), repeat.on),
      };
    }
  }
}

/** The date in the month that begins on `first`; none where there is no fifth such weekday. */
function inMonth(first: Date, on: MonthlyOn): Date[] {
  // A day that the month does not have is its last one: decision 69.
  if ('day' in on) return [first.with({ day: on.day }, { overflow: 'constrain' })];
  const untilFirst = (on.weekday - first.dayOfWeek + 7) % 7;
  const most = Math.floor((first.daysInMonth - untilFirst - 1) / 7);
  const weeks = on.nth === -1 ? most : on.nth - 1;
  return weeks <= most ? [first.add({ days: untilFirst + 7 * weeks })] : [];
}

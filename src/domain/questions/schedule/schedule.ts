/** How a question comes back. Numbers of days, weeks and months count from `startsOn`; weeks begin on Monday (ISO 8601). */
export type Repeat =
  | { every: 'once' }
  | { every: 'days'; n: number }
  | { every: 'weeks'; n: number; weekdays: Weekday[] }
  | { every: 'months'; n: number; on: MonthlyOn };

/** A day of the month, or the first Friday, or (-1) the last one. A fifth Friday skips the months that have none. */
export type MonthlyOn = { day: number } | { weekday: Weekday; nth: 1 | 2 | 3 | 4 | 5 | -1 };

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** When a question is asked. Made of plain JSON: dates are `2026-11-27` without a zone, times of day are `16:00`. */
export interface Schedule {
  repeat: Repeat;
  /** The first date that may be a round; with `once`, that date. */
  startsOn: string;
  /** The last date that may be a round. */
  endsOn?: string;
  at: string;
  /** `person`: at this time on everybody's own clock. Otherwise the IANA zone on whose clock all are asked at one instant. */
  zone: string;
  /** Dates on which there is no round, taken out by hand. */
  skipDates: string[];
}

/** What the team's calendar says. */
export interface Calendar {
  holidays: string[];
}

/** When a person is not asked. */
export interface TimeOff {
  /** Days away, the first and the last included. */
  leave: { from: string; until: string }[];
  /** "Pause me until Monday": that Monday they are asked again. */
  pausedUntil?: string;
  /** Weekdays, or so many days on and so many off, counted from a date and back. Absent: works every day. */
  shifts?: { weekdays: Weekday[] } | { on: number; off: number; from: string };
}

/** The zone on whose clock the time of day is read, for a person in `timeZone`: theirs, or else the team's. */
export function zoneOf(schedule: Schedule, timeZone: string): string {
  return schedule.zone === 'person' ? timeZone : schedule.zone;
}

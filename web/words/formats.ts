/** Times and numbers as the member's language writes them, in the zone of the browser. */

let locale = 'en';
let formats = make();

function make() {
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  return {
    time: of({ timeStyle: 'short' }),
    dayOfWeek: of({ weekday: 'short', day: 'numeric', month: 'short' }),
    weekday: of({ weekday: 'short' }),
    shortDate: of({ day: 'numeric', month: 'short' }),
    dateYear: of({ day: 'numeric', month: 'short', year: 'numeric' }),
    dateAndTime: of({ day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }),
    dayAndTime: of({ weekday: 'short', hour: 'numeric', minute: '2-digit' }),
    longDate: of({ weekday: 'long', day: 'numeric', month: 'long' }),
    longDateYear: of({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    full: of({ dateStyle: 'full', timeStyle: 'long' }),
    relativeDay: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    number: new Intl.NumberFormat(locale),
    list: new Intl.ListFormat(locale, { type: 'disjunction' }),
  };
}

/** Called when the language changes. */
export function setLocale(tag: string): void {
  locale = tag;
  formats = make();
}

/** 14:06 */
export function time(at: string | number | Date): string {
  return formats.time.format(new Date(at));
}

/** The clock where the person is ("13:58"), or null where it shows the same as ours. */
export function timeThere(timeZone: string | null | undefined, now: number): string | null {
  if (!timeZone) return null;
  const there = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(now);
  return there === time(now) ? null : there;
}

/** Wednesday, 3 December 2026 at 14:06:12 CET */
export function fullTime(at: string | Date): string {
  return formats.full.format(new Date(at));
}

/** For a list row: the time today, the weekday in the last six days, else the date. */
export function rowTime(at: string, now = new Date()): string {
  const days = daysBetween(new Date(at), now);
  if (days === 0) return time(at);
  return (days > 0 && days < 7 ? formats.weekday : formats.shortDate).format(new Date(at));
}

/** 14:06 today, else 3 Dec, 14:06. */
export function moment(at: string, now = new Date()): string {
  return daysBetween(new Date(at), now) === 0 ? time(at) : formats.dateAndTime.format(new Date(at));
}

/** 3 Dec */
export function dayOfYear(at: string): string {
  return formats.shortDate.format(new Date(at));
}

/** Wed, 3 Dec */
export function dayOfWeek(at: string): string {
  return formats.dayOfWeek.format(new Date(at));
}

/** 3 Dec 2026 */
export function day(at: string): string {
  return formats.dateYear.format(new Date(at));
}

/** Nora, Omar, or Pat */
export function anyOf(names: string[]): string {
  return formats.list.format(names);
}

/** Thu 8:00, for the next days. */
export function dayAndTime(at: Date): string {
  return formats.dayAndTime.format(at);
}

/** For a day line: Today, Yesterday, else the date, with the year when it is not this one. */
export function dayName(at: string, now = new Date()): string {
  const date = new Date(at);
  const days = daysBetween(date, now);
  if (days === 0 || days === 1) return capital(formats.relativeDay.format(-days, 'day'));
  return capital(longDate(at, now));
}

/** Wednesday 3 December, with the year when it is not this one. */
export function longDate(at: string, now = new Date()): string {
  const date = new Date(at);
  return (date.getFullYear() === now.getFullYear() ? formats.longDate : formats.longDateYear).format(date);
}

/** Whether two times fall on the same day here. */
export function isSameDay(a: string, b: string): boolean {
  return daysBetween(new Date(a), new Date(b)) === 0;
}

/** 1,234 */
export function number(n: number): string {
  return formats.number.format(n);
}

function daysBetween(earlier: Date, later: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(later) - midnight(earlier)) / 86_400_000);
}

/** With a large first letter. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

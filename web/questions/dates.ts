import { browserLanguages } from '../words/browser-languages.ts';
import { type Language, useLanguage } from '../words/words.ts';

const cache = new Map<Language, ReturnType<typeof make>>();

/** Dates and times of day that have no zone, and lists, as the member's language writes them. */
export function useDates() {
  const language = useLanguage();
  const known = cache.get(language) ?? make(language);
  cache.set(language, known);
  return known;
}

export type Dates = ReturnType<typeof useDates>;

function make(language: Language) {
  const locale = browserLanguages().find((tag) => tag.startsWith(language)) ?? language;
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const [clock, long, short] = [
    of({ timeStyle: 'short' }),
    of({ weekday: 'long' }),
    of({ weekday: 'short', day: 'numeric', month: 'short' }),
  ];
  const shortDay = of({ weekday: 'short' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  // The first of January 2024 was a Monday.
  const monday = (weekday: number) => new Date(Date.UTC(2024, 0, weekday));
  return {
    /** 4:00 PM, for `16:00`. */
    time: (time: string) => clock.format(new Date(`2024-01-01T${time}Z`)),
    /** 10:00 PM, for a moment by the clock of a zone; of another day than `date`, with its weekday. */
    clock: (at: string, timeZone: string, date: string) => {
      const isOtherDay = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(at)) !== date;
      const parts: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit', timeZone };
      if (isOtherDay) parts.weekday = 'short';
      return new Intl.DateTimeFormat(locale, parts).format(new Date(at));
    },
    /** Wed, 2 Dec, for `2026-12-02`. */
    date: (date: string) => short.format(new Date(`${date}T12:00Z`)),
    /** Wednesday, for 3. */
    weekday: (weekday: number) => long.format(monday(weekday)),
    shortWeekday: (weekday: number) => shortDay.format(monday(weekday)),
    /** Ana, Ben, and Chidi */
    all: (names: string[]) => list.format(names),
    /** New York, for `America/New_York`. */
    zone: (zone: string) => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' '),
  };
}

/** Today by the calendar of this browser, as `2026-12-02`. */
export function today(now = new Date()): string {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

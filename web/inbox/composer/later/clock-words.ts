import { browserLanguages } from '../../../words/browser-languages.ts';
import type { Language } from '../../../words/words.ts';
import { wallTime } from './zone.ts';

const localeOf = (language: Language) => browserLanguages().find((tag) => tag.startsWith(language)) ?? language;

/** "tomorrow 8:00" or "Mon, 30 Nov, 8:00" by the clock of a zone. */
export function dayAndTime(at: Date, zone: string, language: Language, now = new Date()): string {
  const locale = localeOf(language);
  const clock = clockTime(at, zone, language);
  const days = daysBetween(now, at, zone);
  if (days === 0 || days === 1) {
    return `${new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')} ${clock}`;
  }
  const date = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: zone });
  return `${date.format(at)} ${clock}`;
}

/** "8:00 AM" by the clock of a zone; of another day than `beside`, with its weekday. */
export function clockTime(at: Date, zone: string, language: Language, beside?: string): string {
  const isOtherDay = beside !== undefined && wallTime(at, zone).day !== wallTime(at, beside).day;
  const parts: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit', timeZone: zone };
  if (isOtherDay) parts.weekday = 'short';
  return new Intl.DateTimeFormat(localeOf(language), parts).format(at);
}

function daysBetween(from: Date, to: Date, zone: string): number {
  const midnight = (at: Date) => {
    const { year, month, day } = wallTime(at, zone);
    return Date.UTC(year, month - 1, day);
  };
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}

/** The zone of this browser. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whether two zones show another time at a moment. */
export function differ(at: Date, zone: string, other: string): boolean {
  const [a, b] = [wallTime(at, zone), wallTime(at, other)];
  return a.hour !== b.hour || a.minute !== b.minute || a.day !== b.day;
}

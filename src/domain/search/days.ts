import { cannotSearch } from './refuse.ts';

/**
 * The first moment of a day, a month or a year, and the first after it, where the member is.
 * @throws AppError `unreadable`.
 */
export function readDays(written: string, timeZone: string, now: Date): { from: Date; to: Date } {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  if (/^(today|hoy)$/i.test(written)) return days(today, { days: 1 }, timeZone);
  if (/^(yesterday|ayer)$/i.test(written)) return days(today.subtract({ days: 1 }), { days: 1 }, timeZone);
  const [, year, month, day] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(written) ?? [];
  if (year) {
    try {
      const first = { year: Number(year), month: Number(month ?? 1), day: Number(day ?? 1) };
      const length = day ? { days: 1 } : month ? { months: 1 } : { years: 1 };
      return days(Temporal.PlainDate.from(first, { overflow: 'reject' }), length, timeZone);
    } catch {
      // Falls through to the one refusal for every kind of bad day.
    }
  }
  throw cannotSearch(`“${written}” is no day. Write it like 2026-03-31, 2026-03, 2026, today or yesterday.`);
}

function days(first: Temporal.PlainDate, length: Temporal.DurationLike, timeZone: string) {
  const startOf = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
  return { from: startOf(first), to: startOf(first.add(length)) };
}

/** Whether the time zone data has a zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

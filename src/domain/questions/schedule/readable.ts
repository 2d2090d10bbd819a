/** What is wrong with something that was written: a sentence for each field, named by its path, `repeat.weekdays`. */
export type Faults = Record<string, string>;

/** What can be looked into; nothing but objects has fields. */
export function fieldsOf(written: unknown): Record<string, unknown> {
  return typeof written === 'object' && written !== null ? (written as Record<string, unknown>) : {};
}

/** A date that exists, as `2026-11-27`, of a year that a schedule may be in. */
export function readDate(written: unknown): string | undefined {
  if (typeof written !== 'string' || !/^2[01]\d\d-\d\d-\d\d$/.test(written.trim())) return undefined;
  try {
    return Temporal.PlainDate.from(written.trim()).toString();
  } catch {
    return undefined;
  }
}

/** A time of day, as `16:00` or `7:05`. */
export function readTime(written: unknown): string | undefined {
  const [, hour, minute] = (typeof written === 'string' && /^\s*(\d\d?):(\d\d)\s*$/.exec(written)) || [];
  const exists = hour !== undefined && Number(hour) < 24 && Number(minute) < 60;
  return exists ? `${hour.padStart(2, '0')}:${minute}` : undefined;
}

/** The name of a zone in the time zone data. An offset is none: it knows nothing of clock changes. */
export function readZone(written: unknown): string | undefined {
  if (typeof written !== 'string' || !/^[A-Za-z]/.test(written.trim())) return undefined;
  try {
    return new Temporal.ZonedDateTime(0n, written.trim()).timeZoneId;
  } catch {
    return undefined;
  }
}

/** Whether it is a whole number in these bounds, both included. */
export function isWhole(written: unknown, least: number, most: number): written is number {
  return Number.isInteger(written) && (written as number) >= least && (written as number) <= most;
}

export const words = {
  date: 'Choose a date that exists, written like 2026-11-27.',
  time: 'Choose a time from 00:00 to 23:59, written like 16:00.',
  weekday: 'Choose a day from 1 (Monday) to 7 (Sunday).',
};

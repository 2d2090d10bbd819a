import type { Insights, Schemas } from '../../api.ts';

export type Outcome = keyof Insights['total'];

/** In the order in which they stand on each other. */
export const outcomes: Outcome[] = ['delivered', 'sent', 'failed', 'unknown', 'waiting', 'canceled'];

/** Some days, both included, and perhaps one line. */
export interface Range {
  from: string;
  until: string;
  lineId?: string;
}

/** Which of the texts of a range: those that all of it is true of. */
export interface Bucket {
  outcome?: Outcome;
  day?: string;
  hour?: number;
  reason?: string;
  speed?: number;
  /** All of them. */
  all?: true;
}

/** What the address says; in it may stand anything. */
export type InsightSearch = Partial<Range> & Bucket;

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

/** The days of an address, else the last seven. */
export function readRange({ from, until, lineId }: InsightSearch, today: string): Range {
  const days = isDay(from) && isDay(until) ? { from, until } : lastDays(7, today);
  return { ...days, ...(typeof lineId === 'string' && { lineId }) };
}

/** Whose texts are listed; null when nobody asks for a list. What makes no sense is the server's to refuse. */
export function readBucket({ outcome, day, hour, reason, speed, all }: InsightSearch): Bucket | null {
  const bucket = {
    ...(outcome !== undefined && { outcome }),
    ...(day !== undefined && { day }),
    ...(hour !== undefined && { hour }),
    ...(reason !== undefined && { reason: String(reason) }),
    ...(speed !== undefined && { speed }),
    ...(all !== undefined && { all: true as const }),
  };
  return Object.keys(bucket).length > 0 ? bucket : null;
}

/** So many days up to one, that one included. */
export function lastDays(count: number, today: string): Range {
  const from = new Date(Date.parse(today) - (count - 1) * 86_400_000).toISOString().slice(0, 10);
  return { from, until: today };
}

/** What day it is in a zone. */
export function todayIn(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const { year, month, day } = Object.fromEntries(parts.formatToParts().map(({ type, value }) => [type, value]));
  return `${year}-${month}-${day}`;
}

/** A time of a day for those who write its date: whatever the zone here, it is on that day. */
export const noonOf = (day: string): string => `${day}T12:00`;

/** What a text counts as. */
export function outcomeOf(status: Schemas['Message']['status']): Outcome {
  switch (status) {
    case 'undelivered':
      return 'failed';
    case 'accepted':
      return 'sent';
    case 'scheduled':
    case 'queued':
    case 'sending':
    case 'received':
      return 'waiting';
    default:
      return status;
  }
}

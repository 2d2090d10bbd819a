import { day } from '../../words/formats.ts';

/** 27 Nov 2026, or only its month. */
export function sayDate(date: string): string {
  return date.length === 10 ? day(`${date}T12:00`) : date;
}

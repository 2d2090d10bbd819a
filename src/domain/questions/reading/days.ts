/** Dates as a count of days, so that they can be reckoned with. */
export function dayOf(year: number, month: number, day: number): number | null {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  const exists = year > 0 && year < 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? time / 86_400_000 : null;
}

/** '2026-11-28' as a count of days; the first of January 1970 for what is no date. */
export function dayOfIso(iso: string): number {
  const [year, month, day] = iso.split('-').map(Number);
  return dayOf(year ?? 0, month ?? 0, day ?? 0) ?? 0;
}

export function isoOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Monday is 0. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Of days that may be meant, the nearest one if it is twice as near as any other; else all, nearest first. */
export function nearest(days: number[], today: number): number[] {
  const sorted = [...new Set(days)].sort((a, b) => Math.abs(a - today) - Math.abs(b - today));
  const [first, second] = sorted;
  if (first === undefined || second === undefined) return sorted;
  return Math.abs(first - today) * 2 <= Math.abs(second - today) ? [first] : [first, second];
}

import { momentOf, plusDays, wallTime } from './zone.ts';

/** In the night nobody wants to be woken by a text: from this hour, until that one, by their clock. */
const nightFrom = 20;
const nightUntil = 8;

export function isQuiet(at: Date, zone: string): boolean {
  const { hour } = wallTime(at, zone);
  return hour >= nightFrom || hour < nightUntil;
}

/** When the night that they have is over. */
export function nextMorning(now: Date, zone: string): Date {
  const wall = wallTime(now, zone);
  const morning = { ...wall, hour: nightUntil, minute: 0 };
  return momentOf(wall.hour < nightUntil ? morning : plusDays(morning, 1), zone);
}

const evening = 17;

/** Times at which people text, by the clock of whoever gets it: an hour from now, this morning or evening, tomorrow, on Monday. */
export function usualTimes(now: Date, zone: string): Date[] {
  const wall = wallTime(now, zone);
  const weekday = new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay();
  const at = (days: number, hour: number) => momentOf(plusDays({ ...wall, hour, minute: 0 }, days), zone);
  const untilMonday = (8 - weekday) % 7 || 7;
  return [
    ...(wall.hour < nightUntil ? [at(0, nightUntil)] : []),
    ...(wall.hour < evening - 1 ? [at(0, evening)] : []),
    at(1, nightUntil),
    at(1, evening),
    ...(untilMonday > 1 ? [at(untilMonday, nightUntil)] : []),
  ];
}

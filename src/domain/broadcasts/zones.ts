import { type RawBuilder, sql } from 'kysely';
import { zonesOfNumber } from '../../platform/zones-of-numbers.ts';

/**
 * What a number begins with, as far as that says where it is: by their column, so that many people are few places. Null
 * for whoever has told their zone.
 */
export const placeOfNumber = (zone: RawBuilder<unknown>, address: RawBuilder<unknown>): RawBuilder<string | null> =>
  sql<
    string | null
  >`case when ${zone} is null then left(${address}, case when ${address} like '+1%' then 5 else 9 end) end`;

/** The zone by which somebody's hour is reckoned: their own, else that of their number, of several the team's (`home`) before others. */
export function zoneOf(person: { timeZone: string | null; place: string | null }, home: string): string {
  if (person.timeZone) return person.timeZone;
  const zones = zonesOfNumber(person.place ?? '');
  return zones.includes(home) ? home : (zones[0] ?? home);
}

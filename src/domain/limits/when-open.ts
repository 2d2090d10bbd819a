import { zonesOfNumber } from '../../platform/zones-of-numbers.ts';
import { type Hours, nextOpening, type Opening } from './hours.ts';

/** Somebody as far as their clock is concerned: their own zone, if they have told one, and the address that is texted. */
export interface Clocked {
  timeZone: string | null;
  address: string;
}

/** The zones in which somebody may be: their own, else all that their number leaves open, else the team's (`home`). */
function zonesOf({ timeZone, address }: Clocked, home: string): string[] {
  if (timeZone) return [timeZone];
  const zones = zonesOfNumber(address);
  return zones.length > 0 ? zones : [home];
}

/** When each of many may be texted next, now or later, and until when: a function that reckons the same zones once. */
export function openingFor(hours: Hours, now: Date, home: string): (person: Clocked) => Opening {
  const instant = now.toTemporalInstant();
  const known = new Map<string, Opening>();
  return (person) => {
    const zones = zonesOf(person, home);
    const key = zones.join();
    // Zones that are never open together say nothing, and the team has to be.
    const opening =
      known.get(key) ?? nextOpening(hours, instant, zones) ?? (nextOpening(hours, instant, [home]) as Opening);
    known.set(key, opening);
    return opening;
  };
}

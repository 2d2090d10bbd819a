import { readFileSync } from 'node:fs';

/** Where the people of the contiguous United States are earliest and latest. */
const acrossAmerica = ['America/New_York', 'America/Los_Angeles'];

/** Prefix, without the plus → zones. Read when somebody first asks. */
let map: ReadonlyMap<string, string[]> | undefined;
const longest = 8;

/**
 * The time zones in which whoever has a number may be, by the longest prefix that is known: nobody can say in which of
 * them. A number is a place only by the plan of its country, so a person's own zone counts before it. Empty when nothing
 * is known.
 */
export function zonesOfNumber(address: string): string[] {
  if (!address.startsWith('+')) return [];
  map ??= readMap();
  for (let length = longest; length > 0; length--) {
    const zones = map.get(address.slice(1, length + 1));
    // Toll-free, personal and new codes have no row but that of all who share the 1, from Guam to Bermuda.
    if (zones) return length === 1 && address[1] === '1' ? acrossAmerica : zones;
  }
  return [];
}

function readMap(): Map<string, string[]> {
  const lines = readFileSync(new URL('zones-of-numbers.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return new Map(
    lines
      .filter((line) => !line.startsWith('#'))
      .flatMap((line) => {
        const [zones = '', ...prefixes] = line.split(' ');
        return prefixes.map((prefix) => [prefix, zones.split('&')] as const);
      }),
  );
}

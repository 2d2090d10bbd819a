import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Countries by what their numbers begin with where the code alone does not say it. */
const inside: Record<string, string> = {
  AG: '1268',
  AI: '1264',
  AS: '1684',
  BB: '1246',
  BM: '1441',
  BS: '1242',
  DM: '1767',
  DO: '1809 1829 1849',
  GD: '1473',
  GU: '1671',
  JM: '1658 1876',
  KN: '1869',
  KY: '1345',
  LC: '1758',
  MP: '1670',
  MS: '1664',
  PR: '1787 1939',
  SX: '1721',
  TC: '1649',
  TT: '1868',
  VC: '1784',
  VG: '1284',
  VI: '1340',
  KZ: '76 77',
  CA: '1204 1226 1236 1249 1250 1257 1263 1273 1289 1306 1343 1354 1365 1367 1368 1382 1403 1416 1418 1428 1431 1437 1438 1450 1468 1474 1506 1514 1519 1548 1579 1581 1584 1587 1600 1604 1613 1622 1633 1639 1647 1672 1683 1705 1709 1742 1753 1778 1780 1782 1807 1819 1825 1867 1873 1879 1902 1905 1942',
};

/** Of several countries with one code the others are reached, and paid for, as this one is. */
const shared: Record<string, string> = {
  '1': 'US',
  '7': 'RU',
  '39': 'IT',
  '44': 'GB',
  '47': 'NO',
  '61': 'AU',
  '212': 'MA',
  '262': 'RE',
  '290': 'SH',
  '358': 'FI',
  '590': 'GP',
  '599': 'CW',
};

/** What never is a person's phone: premium and shared-cost numbers, satellites, and what belongs to no country. */
const costly = [
  '1900',
  '1976',
  '449',
  '4484',
  '4487',
  '4470',
  '800',
  '808',
  '870',
  '878',
  '881',
  '882',
  '883',
  '888',
  '979',
];

const countryByPrefix = new Map<string, string>([
  ...getCountries().map((country) => {
    const code = String(getCountryCallingCode(country));
    return [code, shared[code] ?? country] as const;
  }),
  ...Object.entries(inside).flatMap(([country, prefixes]) =>
    prefixes.split(' ').map((prefix) => [prefix, country] as const),
  ),
]);

/** The countries whose numbers can be told apart, by ISO 3166-1 alpha-2. */
export const numberedCountries: readonly string[] = [...new Set(countryByPrefix.values())].sort();

/** What numbers of these countries begin with, and which country that is; '' is the one at home. The longest counts. */
export function prefixesOf(countries: readonly string[], home: string): Record<string, string> {
  const meant = [...countryByPrefix].filter(([, country]) => country === home || countries.includes(country));
  return Object.fromEntries(meant.map(([prefix, country]) => [prefix, country === home ? '' : country]));
}

/** The country whose number this is, by what it begins with; null for what belongs to none, such as a satellite. */
export function countryOfNumber(address: string): string | null {
  for (let length = 4; length > 0 && address.startsWith('+'); length--) {
    const country = countryByPrefix.get(address.slice(1, length + 1));
    if (country) return country;
  }
  return null;
}

/** Whether this is a premium, shared-cost or satellite number, to which a text may cost anything. */
export function isCostly(address: string): boolean {
  if (costly.some((prefix) => address.startsWith(`+${prefix}`))) return true;
  // North America has no others than those, and reading a number takes long where there are thousands.
  if (address.startsWith('+1')) return false;
  const type = address.startsWith('+') ? parsePhoneNumberFromString(address)?.getType() : undefined;
  return type === 'PREMIUM_RATE' || type === 'SHARED_COST';
}

/**
 * A regular expression, for PostgreSQL as well as for us, of the numbers that are not of these countries, and of those to
 * which nobody texts: all that begins so, whatever `isCostly` knows of ranges within a country.
 */
export function patternOfOthers(countries: readonly string[]): string {
  const codes = [...countryByPrefix].filter(([, country]) => countries.includes(country)).map(([prefix]) => prefix);
  const allowed = codes.map((code) => {
    const others = [...countryByPrefix].filter(
      ([prefix, country]) => prefix.length > code.length && prefix.startsWith(code) && !countries.includes(country),
    );
    const tails = others.map(([prefix]) => prefix.slice(code.length));
    return tails.length > 0 ? `${code}(?!${tails.join('|')})` : code;
  });
  return `^\\+(?:${costly.join('|')}|(?!${allowed.join('|') || '-'}))`;
}

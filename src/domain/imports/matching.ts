/** What a column of a file is. */
export type Meaning =
  | 'name'
  | 'first_name'
  | 'last_name'
  | 'phone'
  | 'group'
  | 'time_zone'
  | 'opted_out'
  | 'opted_out_at'
  | 'field'
  | 'nothing';

export const meanings: readonly Meaning[] = [
  'name',
  'first_name',
  'last_name',
  'phone',
  'group',
  'time_zone',
  'opted_out',
  'opted_out_at',
  'field',
  'nothing',
];

/** One column; `field` is the name of the field that it fills, if it fills one. */
export interface Column {
  meaning: Meaning;
  field: string | null;
}

/** What holds for all rows. */
export interface Defaults {
  /** A group that everybody in the file joins. */
  group: string | null;
  /** By whose rules national numbers are read (ISO 3166-1 alpha-2). */
  country: string;
  /** For whoever has none. */
  timeZone: string | null;
  /** What becomes of people who are known already: left as they are; given what they lack; or made what the file says. */
  existing: 'skip' | 'fill' | 'replace';
}

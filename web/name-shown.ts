import type { Person } from './api.ts';

/** What somebody is called: whoever has no name has their number as one, and it is spaced as numbers are. */
export function nameShown({ name, phones, phonesShown }: Pick<Person, 'name' | 'phones' | 'phonesShown'>): string {
  return phonesShown[phones.indexOf(name)] ?? name;
}

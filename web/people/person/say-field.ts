import type { paths } from '../../api.gen.ts';
import { day } from '../../words/formats.ts';
import type { PersonWords } from './words-en.ts';

/** A field that the team keeps of its people. */
export type Kept =
  paths['/api/v1/person-fields']['get']['responses'][200]['content']['application/json']['items'][number];

/** What stands in a field, as the member reads it. */
export function sayField({ kind }: Kept, value: string | undefined, words: PersonWords): string {
  if (!value) return words.nothing;
  if (kind === 'yes_no') return { yes: words.yes, no: words.no }[value] ?? value;
  if (kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(value)) return day(`${value}T12:00`);
  return value;
}

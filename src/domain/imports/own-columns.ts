import { plain } from './header-words.ts';

/** Whether a heading is one that our own file of people has before those of the fields. */
export const isOwnHeading = (heading: string) =>
  /^(name|phone( \d+)?|groups|time zone|opted out)$/.test(plain(heading));

/** How many columns our own file of people has before those of the fields; 0 of any other file. */
export function countOwnColumns(headings: string[]): number {
  const groups = headings.indexOf('Groups');
  const phones = Array.from({ length: Math.max(0, groups - 1) }, (_, at) => (at === 0 ? 'Phone' : `Phone ${at + 1}`));
  const own = ['Name', ...phones, 'Groups', 'Time zone', 'Opted out'];
  return phones.length > 0 && own.every((heading, at) => headings[at] === heading) ? own.length : 0;
}

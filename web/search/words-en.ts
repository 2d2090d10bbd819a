import { plurals } from '../words/plural.ts';

const plural = plurals('en');

/** The texts of the search. */
export type SearchWords = typeof en;

export const en = {
  title: 'Search',
  label: 'Search texts and people',
  placeholder: 'Words, a name, a number',
  toBox: 'Go to the search box',
  narrow: 'Narrow the search',
  hints: {
    'from:': 'who wrote it: a name, or me',
    'to:': 'whom it was sent to',
    'group:': 'people of a group',
    'before:': 'before a day, like 2026-03-31',
    'after:': 'after a day, also a month or a year',
    'is:waiting': 'they wait for an answer',
    'is:unread': 'you have not seen it',
    'is:failed': 'not delivered',
    'is:note': 'a note among colleagues',
    'has:picture': 'came with a picture or file',
    phrase: 'words in a row, in quotes',
  },
  people: 'People',
  texts: 'Texts and notes, the newest first',
  found: (n: number, isMore: boolean) =>
    isMore
      ? plural(n, { one: '# text found, and there are more.', other: '# texts found, and there are more.' })
      : plural(n, { one: '# text found.', other: '# texts found.' }),
  nothing: (q: string) => `Nothing was found for “${q}”.`,
  quoteNames: 'A name of several words stands in quotes, like from:"Ana María".',
  further: 'Not in the newer texts. The older ones are being looked at.',
  change: 'Change the search',
  notDelivered: 'Not delivered',
  by: (name: string) => `${name}:`,
  noteBy: (name: string) => `Note by ${name}:`,
  us: 'You:',
  blank: '(blank)',
  picture: 'Picture or file',
};

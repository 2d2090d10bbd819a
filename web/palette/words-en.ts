import { plurals } from '../words/plural.ts';

const plural = plurals('en');

/** The texts of the palette and of the list of keys. */
export type PaletteWords = typeof en;

export const en = {
  title: 'Find anything',
  hint: 'People, pages, actions, words in texts',
  whom: 'Text somebody',
  whomHint: 'Name or number',
  close: 'Close',
  people: 'People',
  recent: 'Opened last',
  acts: 'Actions',
  pages: 'Pages',
  texts: 'Texts',
  searchFor: (text: string) => `Search the texts for “${text}”`,
  searchTexts: 'Search the texts',
  none: (text: string) => `Nothing fits “${text}”.`,
  nobody: 'There is nobody yet.',
  found: (n: number) => plural(n, { one: '# thing fits.', other: '# things fit.' }),
  keySheet: 'Keys',
  singleKeys: 'Single keys',
  singleKeysHint: 'Letters and signs act without Ctrl or Alt. Switch them off if you speak to the computer.',
  keys: {
    search: 'Search the texts',
    newText: 'Text somebody',
    newQuestion: 'Ask a question',
    newBroadcast: 'Text many people',
    keys: 'Show the keys',
  },
  ways: {
    inbox: 'Go to the inbox',
    people: 'Go to people',
    'people/import': 'Import people',
    broadcasts: 'Go to broadcasts',
    questions: 'Go to questions',
    delivery: 'Go to delivery',
    lines: 'Go to set-up',
    settings: 'Go to settings',
    replies: 'Go to saved replies',
    limits: 'Go to the limits',
    team: 'Go to the team',
  },
};

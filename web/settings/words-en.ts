import { plurals } from '../words/plural.ts';

const plural = plurals('en');

/** The texts of the settings page, loaded with it. */
export type SettingsWords = typeof en;

export const en = {
  title: 'Settings',
  lead: 'These are yours, in each of your browsers. They are kept as soon as you choose.',
  look: 'Look',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  density: 'Rows',
  densities: { comfortable: 'Comfortable', compact: 'Compact' },
  language: 'Language',
  browserLanguage: 'As the browser',
  keys: 'Keys and sending',
  singleKeys: 'Single letters are keys',
  singleKeysHint: 'E is done, J and K go down and up. Switch it off when you dictate, or hit keys by accident.',
  undo: 'Hold a text back before it leaves',
  undoHint: 'So long you can take it back. After that nobody can.',
  undoOff: 'Not at all',
  seconds: (n: number) => plural(n, { one: '# second', other: '# seconds' }),
  notify: 'Notifications',
  notifyOf: 'Tell me of',
  notifyMine: 'Texts in conversations that are mine',
  notifyUnassigned: 'Texts in conversations that are nobody’s',
  notifyMentions: 'Notes that mention me',
  notifyWords: 'Show what was written',
  notifyWordsHint: 'Others may read a locked screen. Without this, it only says who wrote.',
};

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
  showKeys: 'Show the keys',
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

  browser: 'This browser',
  push: {
    off: 'Notifications are off in this browser.',
    on: 'This browser is told of news, also while no page is open.',
    turnOn: 'Turn on notifications here',
    turnOff: 'Turn them off here',
    trial: 'Send a test',
    sent: 'It is on its way. If nothing appears, look whether your system lets this browser notify.',
    insecure: 'Notifications need a secure address. Open Hearback over https.',
    unable: 'This browser has no notifications. A current Chrome, Edge, Firefox or Safari does.',
    iphone:
      'On an iPhone or iPad: tap Share, then “Add to Home Screen”. Open Hearback from there and come back to this page.',
    blocked: 'This browser does not let Hearback notify you.',
    unblock: {
      chrome:
        'Click the icon at the left of the address, then “Notifications”, and allow them. Then load this page again.',
      firefox:
        'Click the crossed-out bubble at the left of the address and remove the block. Then load this page again.',
      safari: 'In Safari choose Settings, Websites, Notifications, and allow this page. Then load it again.',
      app: 'Open the settings of your device, find Hearback among the apps, and allow notifications.',
    },
  },
  kept: {
    label: 'Keep Hearback ready without a network',
    hint: 'The page and what you saw last stay in this browser until you sign out.',
  },
};

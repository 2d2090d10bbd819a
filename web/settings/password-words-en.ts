import { plurals } from '../words/plural.ts';

const plural = plurals('en');

/** The texts of changing the password, loaded with the settings. */
export type PasswordWords = typeof en;

export const en = {
  title: 'Password',
  lead: 'When you change it, you are signed out everywhere but here.',
  present: 'Present password',
  next: 'New password',
  hint: 'At least 8 characters. Several words are good.',
  act: 'Change the password',
  mayHaveChanged: 'The password may have changed all the same. If you are signed out, sign in with the new one.',
  changed: (ended: number) =>
    ended === 0
      ? 'Your password has changed.'
      : plural(ended, {
          one: 'Your password has changed, and # other session has ended.',
          other: 'Your password has changed, and # other sessions have ended.',
        }),
};

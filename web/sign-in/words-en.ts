import { plurals } from '../words/plural.ts';

const plural = plurals('en');

/** The texts of signing in, loaded with it. */
export type SignInWords = typeof en;

export const en = {
  title: 'Sign in',
  email: 'E-mail',
  password: 'Password',
  act: 'Sign in',
  wrong: 'No member has this e-mail and password. Check both and try again.',
  deactivated: 'This account is deactivated. Ask an owner of your team.',
  throttled: (seconds: number) =>
    plural(seconds, {
      one: 'Too many tries. Wait # second, then try again.',
      other: 'Too many tries. Wait # seconds, then try again.',
    }),
};

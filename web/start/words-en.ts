/** The texts of the first form, loaded with it. */
export type SetUpWords = typeof en;

export const en = {
  title: 'Set up Hearback',
  lead: 'Text your people. Hear back. Everything stays on this computer until you connect a number.',
  team: 'Team name',
  name: 'Your name',
  email: 'E-mail',
  password: 'Password',
  passwordHint: 'At least 8 characters. Several words are good.',
  timeZone: 'Time zone',
  country: 'Country',
  countryHint: 'How we read phone numbers without a country code.',
  act: 'Create the team',
  signIn: 'Sign in',
};

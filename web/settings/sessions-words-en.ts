import { plurals } from '../words/plural.ts';

const plural = plurals('en');

/** The texts of the list of sessions, loaded with the settings. */
export type SessionWords = typeof en;

export const en = {
  title: 'Where you are signed in',
  lead: 'If you do not know one of these, end it, and ask an owner whether others are touched.',
  here: 'this browser',
  since: (day: string) => `since ${day}`,
  used: (day: string) => `last used ${day}`,
  end: 'End',
  endOne: (device: string) => `End: ${device}`,
  endOthers: 'End all others',
  ended: (n: number) => plural(n, { one: '# session has ended.', other: '# sessions have ended.' }),
  notEnded: 'No session has ended.',
  alone: 'You are signed in nowhere else.',
};

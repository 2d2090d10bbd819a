import { plurals } from '../../words/plural.ts';

const plural = plurals('en');
const people = (n: number) => plural(n, { one: '# person', other: '# people' });

/** The texts of the page of groups, loaded with it. */
export type GroupsWords = typeof en;

export const en = {
  title: 'Groups',
  lead: 'People whom you text or ask together. A group with a rule finds its people itself, always as they are now.',
  add: 'New group',
  none: 'There are no groups yet.',
  people,
  peopleOrMore: (n: number) => `${people(n)} or more`,
  byHand: 'put together by hand',
  byRule: 'by rule',
  show: 'Show',
  showNamed: (name: string) => `Show the people of ${name}`,
  change: 'Change',
  changeNamed: (name: string) => `Change ${name}`,
  remove: 'Delete',
  removeNamed: (name: string) => `Delete ${name}`,
  removeTitle: (name: string) => `Delete ${name}?`,
  removeLead: (n: number) => plural(n, { one: 'The person in it stays.', other: 'The # people in it stay.' }),
  removeDo: 'Delete the group',
  removed: (name: string) => `${name} is deleted.`,
  name: 'Name',
  who: 'Who is in it',
  byHandLong: 'Those whom you put into it',
  byRuleLong: 'Whoever fits a rule',
  save: 'Save',
  leave: 'Do not save',
  saved: (name: string) => `${name} is saved.`,
  preview: 'What the rule would do',
  would: (n: number) => plural(n, { one: '# person fits.', other: '# people fit.' }),
  same: 'Nobody comes in, and nobody leaves.',
  comeIn: (n: number) => plural(n, { one: '# person comes in', other: '# people come in' }),
  leaves: (n: number) => plural(n, { one: '# person leaves', other: '# people leave' }),
  them: 'Who they are',
  more: (n: number) => `and ${n} more`,
};

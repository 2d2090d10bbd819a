import { plurals } from '../../words/plural.ts';

const plural = plurals('en');

/** The texts of the page of fields, loaded with it. */
export type FieldsWords = typeof en;

export const en = {
  title: 'Fields',
  lead: 'What you keep of people besides name and numbers. Each field has a kind, and what is written into it is checked.',
  add: 'New field',
  none: 'There are no fields yet.',
  kinds: { text: 'Text', number: 'Number', date: 'Date', yes_no: 'Yes or no', choice: 'One of a list' },
  oneOf: (choices: string[]) => `One of: ${choices.join(', ')}`,
  change: 'Change',
  changeNamed: (name: string) => `Change ${name}`,
  remove: 'Remove',
  removeNamed: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Remove ${name}?`,
  removeLead: (n: number) =>
    n === 0
      ? 'Nobody has anything in it.'
      : plural(n, {
          one: '# person has something in it. It is removed with the field, and cannot be brought back.',
          other: '# people have something in it. It is removed with the field, and cannot be brought back.',
        }),
  removeDo: (n: number) => plural(n, { one: 'Remove from # person', other: 'Remove from # people' }),
  removed: (name: string) => `${name} is removed.`,
  name: 'Name',
  kind: 'Kind',
  kindHint: 'What people have in it and does not fit stays as it is until somebody changes it.',
  choices: 'What can be chosen',
  choicesHint: 'With commas between.',
  save: 'Save',
  saved: (name: string) => `${name} is saved.`,
};

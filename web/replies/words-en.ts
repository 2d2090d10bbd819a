import { plurals } from '../words/plural.ts';

const plural = plurals('en');

/** The texts of the page of saved replies, loaded with it. */
export type RepliesWords = typeof en;

export const en = {
  title: 'Saved replies',
  lead: 'Texts that your team writes again and again. In the box, type / and a few letters of the name.',
  fieldsHint:
    'Fields are filled in for each person: {first name}, {name}, {my name}, {team}, and every field that a person has.',
  none: 'There are none yet.',
  add: 'Add a saved reply',
  name: 'Name',
  nameHint: 'Short, such as address or thanks.',
  body: 'Text',
  save: 'Save',
  cancel: 'Cancel',
  editIt: 'Edit',
  removeIt: 'Remove',
  edit: (name: string) => `Edit ${name}`,
  remove: (name: string) => `Remove ${name}`,
  removed: (name: string) => `Saved reply ${name} removed`,
  gone: 'This was removed since you opened it. What you wrote is still here: Save adds it anew.',
  texts: (n: number) => plural(n, { one: '# text', other: '# texts' }),
  changedBy: (name: string) => `last changed by ${name}`,
};

import { number } from '../../words/formats.ts';
import { plurals } from '../../words/plural.ts';

const plural = plurals('en');
const people = (n: number) => plural(n, { one: '# person', other: '# people' });

/** The texts of the table of people, loaded with it. */
export type TableWords = typeof en;

export const en = {
  grid: 'People',
  columns: { name: 'Name', phone: 'Phone', groups: 'Groups', heard: 'Heard last', created: 'Added' },
  choose: 'Columns',
  filter: 'Filter',
  filterOn: (n: number) => plural(n, { one: 'Filter: # condition', other: 'Filter: # conditions' }),
  clearFilter: 'Clear the filter',
  keepAsGroup: 'Keep as a group',
  select: (name: string) => `Select ${name}`,
  selectAll: 'Select all who fit',
  practice: 'Practice',
  optedOut: 'Opted out',
  nothing: 'Nothing',
  yesNo: { yes: 'Yes', no: 'No' },
  nameOf: (name: string) => `Name of ${name}`,
  fieldOf: (field: string, name: string) => `${field} of ${name}`,
  count: people,
  countOrMore: (n: number) => `${people(n)} or more`,
  selected: (n: number) => plural(n, { one: '# person selected', other: '# people selected' }),
  unselect: 'Select nobody',
  addTo: 'Add to a group',
  takeFrom: 'Take out of a group',
  set: 'Set a field',
  setDo: (n: number) => `Set for ${people(n)}`,
  field: 'Field',
  value: 'Value',
  newGroup: 'New group…',
  newGroupName: 'Name of the group',
  addToNew: (n: number) => `Add ${people(n)}`,
  noGroups: 'There are no groups yet.',
  noFields: 'There are no fields yet.',
  nobodyFits: 'Nobody fits.',
  did: {
    rename: 'Name changed.',
    set: (field: string, n: number) => plural(n, { one: `${field} changed.`, other: `${field} changed for # people.` }),
    add: (group: string, n: number) => `${people(n)} added to ${group}.`,
    remove: (n: number) => `${people(n)} removed.`,
    take: (group: string, n: number) => `${people(n)} taken out of ${group}.`,
  },
  remove: {
    open: 'Remove…',
    title: (n: number) => `Remove ${people(n)}?`,
    means: (n: number) => [
      plural(n, {
        one: 'All texts, notes and answers of theirs go too.',
        other: 'All their texts, notes and answers go too.',
      }),
      'Nothing more is sent to them: what has not begun to leave is taken back.',
      'Opt-outs stay. Whoever said STOP and is added again has still said it.',
      'You can bring them back for an hour. What was taken back is not sent then, but open questions are asked.',
    ],
    type: (n: string) => `Type ${n} to remove them`,
    wrong: 'That is another number.',
    changed: 'By now other people fit. Look at the number again.',
    begin: (n: number) => `Remove ${people(n)}`,
    cancel: 'Cancel',
  },
  removals: {
    removal: 'Removed people',
    removing: (n: number, all: number) => `Removing ${people(all)}: ${number(n)} so far.`,
    undoing: (n: number, all: number) => `Bringing ${people(all)} back: ${number(n)} so far.`,
    removed: (who: string, n: number) =>
      plural(n, { one: `${who} removed # person.`, other: `${who} removed # people.` }),
    gone: (n: number) => plural(n, { one: '# was gone already.', other: '# were gone already.' }),
    undone: (back: number, taken: number) =>
      `${plural(back, { one: '# person is back.', other: '# people are back.' })} ${plural(taken, {
        one: '# is not: somebody else has that number by now.',
        other: '# are not: somebody else has their number by now.',
      })}`,
    until: (at: string) => `You can bring them back until ${at}.`,
    undo: 'Bring them back',
    again: 'Try again',
    hide: 'Hide this',
  },
  nothingToDo: 'All of them are so already.',
  failed: 'This could not be changed.',
  unsaved: (what: string, value: string) => `${what}: “${value}” is not saved.`,
};

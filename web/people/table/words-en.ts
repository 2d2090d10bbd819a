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
    take: (group: string, n: number) => `${people(n)} taken out of ${group}.`,
  },
  nothingToDo: 'All of them are so already.',
  failed: 'This could not be changed.',
};

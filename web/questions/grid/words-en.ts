import { plurals } from '../../words/plural.ts';

const plural = plurals('en');

/** The texts of the grid, loaded with it. */
export type GridWords = typeof en;

export const en = {
  title: (name: string) => `${name}: all rounds`,
  all: 'All rounds',
  facts: (people: number, rounds: number) =>
    `${plural(people, { one: '# person', other: '# people' })} · ${plural(rounds, { one: '# round', other: '# rounds' })}`,
  none: 'No round yet',
  noneText: 'Each time this question is asked, its answers get a column here.',
  openQuestion: 'Open the question',
  nobody: 'Nobody fits these filters.',
  person: 'Name',
  rate: 'Answered',
  share: (percent: number) => `${percent}%`,
  open: (day: string) => `Open the round of ${day}`,
  sortBy: (what: string) => `Sort by ${what}`,
  byName: 'Sort by name',
  byRate: 'Sort by how often they answer',
  byDay: (day: string) => `Sort by the answer of ${day}`,
  group: 'Group',
  everyone: 'Everybody',
  lastAnswer: 'Last answer',
  anyAnswer: 'Any',
  search: 'Find somebody',
  pin: (name: string) => `Pin ${name}`,
  unpin: (name: string) => `Unpin ${name}`,
  grid: 'Answers by person and round. Arrow keys move, Enter opens the conversation.',
  notIn: 'not in this round',
  reminded: 'reminded',
  late: 'late',
  byHand: 'set by hand',
  legend: 'What the signs mean',
};

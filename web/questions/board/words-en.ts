import { plurals } from '../../words/plural.ts';

const plural = plurals('en');

/** The texts of a round's board, loaded with it. */
export type BoardWords = typeof en;

export const en = {
  asked: (day: string) => `Asked ${day}`,
  people: (n: number) => plural(n, { one: '# person', other: '# people' }),
  closes: (at: string) => `closes ${at}`,
  closed: (at: string) => `closed ${at}`,
  filling: 'still being asked',
  paused: 'The question is paused: nobody is asked or reminded.',
  archived: 'The question was put away. Its answers stay.',
  rounds: 'Rounds',
  earlier: 'Earlier round',
  later: 'Later round',
  change: 'Change',
  grid: 'All rounds',
  wall: 'Wall',
  fullScreen: 'Full screen',
  leaveWall: 'Back to the board',
  newest: 'The newest answers',
  print: 'Print',

  counts: 'Counts',
  show: (what: string) => `Show only: ${what}`,
  all: 'Everybody',
  because: (n: string, why: string) => `${n} ${why}`,
  strip: (parts: string) => `Answers in the order in which they came: ${parts}.`,
  stripEnds: { asked: (at: string) => `${at} sent`, now: 'now', closed: (at: string) => `${at} closed` },
  pace: (n: number, took: string) => plural(n, { one: `first answer in ${took}`, other: `first # answers in ${took}` }),
  median: (took: string) => `half of them answer within ${took}`,
  spoken: (parts: string) => `Now: ${parts}.`,

  countLate: (n: number) => plural(n, { one: 'Count # late answer', other: 'Count # late answers' }),
  lateHint: (n: number) =>
    plural(n, {
      one: 'It came after the round had closed. It is kept either way.',
      other: 'They came after the round had closed. They are kept either way.',
    }),
  late: 'late',

  says: (name: string, said: string) => `${name}: ${said}`,
  table: 'Who said what, in order of arrival',
  name: 'Name',
  countedAs: 'Counted as',
  theyWrote: 'They wrote',
  answeredAt: 'Answered',
  lastRounds: 'Last rounds',
  held: 'The rows keep their places while you are here.',
  setBy: (name: string) => `set by ${name}`,
  somebody: 'somebody',
  there: (at: string) => `${at} there`,
  nudged: (n: number) => plural(n, { one: 'reminded once', two: 'reminded twice', other: 'reminded # times' }),
  notDelivered: 'Not delivered',
  unreached: (n: number) =>
    plural(n, { one: 'To # of the silent no text was delivered', other: 'To # of the silent no text was delivered' }),
  nobody: 'Nobody is in this round.',
  noneSuch: 'Nobody, at the moment.',
  firstOnly: (n: number) =>
    plural(n, { one: 'Only the first is listed. All are counted.', other: 'The first # are listed. All are counted.' }),
  step: (n: number) => `Question ${n}`,
  steps: 'Questions of this check-in',
  byHand: {
    label: (name: string) => `Answer of ${name}`,
    change: (name: string) => `Change the answer of ${name}`,
    other: 'Set an answer…',
    none: 'No answer',
    takeBack: 'Take back what was set by hand',
    did: (name: string, said: string) => `${name} is counted as ${said}.`,
    didNone: (name: string) => `${name} has no answer now.`,
    failed: (name: string) => `The answer of ${name} is as it was.`,
    answer: 'Answer',
    several: 'Answers',
    set: 'Count this',
  },
  acts: {
    inInbox: 'Show them in the inbox',
    look: (n: number) => plural(n, { one: 'See to the # that needs a look', other: 'See to the # that need a look' }),
    remind: (n: number) => plural(n, { one: 'Remind # person', other: 'Remind # people' }),
    text: (n: number, label: string) =>
      plural(n, { one: `Text the # who said ${label}`, other: `Text the # who said ${label}` }),
    to: 'To',
    andMore: (n: number) => plural(n, { one: 'and # more', other: 'and # more' }),
    reads: (n: number) => plural(n, { one: 'They will read:', other: 'They will read the one whose turn it is:' }),
    words: 'What they will read',
    sent: (n: number) => plural(n, { one: '# person is texted.', other: '# people are texted.' }),
    noneTexted:
      'Nobody else is texted: whoever has this text already gets it once, and whoever opted out or cannot be reached gets none.',
    nobodyElse: 'Nobody else is reminded now: whoever was a moment ago is left alone, and at night it waits.',
  },
};

/** The texts around what a text counts as, loaded with the thread. */
export type CountedWords = typeof en;

export const en = {
  countedAs: 'Counted as',
  forQuestion: 'for',
  late: 'late',
  askedAgain: 'Not understood, asked again',
  needsLook: 'Needs a look',
  notCounted: 'Not counted',
  byHand: (name: string) => `Set by ${name}`,
  change: 'Change',
  changeOf: (text: string) => `Change what “${text}” counts as`,

  title: 'What this text is',
  which: 'Answer to',
  step: 'Part',
  value: 'Counts as',
  save: 'Count it so',
  detach: 'No answer at all',
  none: 'Nothing was asked here lately.',
  board: 'See all answers',
  changed: 'The text counts otherwise',

  inAnswerTo: (name: string) => `in answer to “${name}”`,
  toMany: (name: string) => `sent to many: “${name}”`,

  parts: {
    question: (name: string) => `sent by “${name}”`,
    nudge: (name: string) => `reminder of “${name}”`,
    again: (name: string) => `asked again by “${name}”`,
    thanks: (name: string) => `sent by “${name}”`,
    filled: (name: string) => `sent by “${name}”`,
    rule: (name: string) => `sent by “${name}”`,
  },
};

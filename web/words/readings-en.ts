/** Why a text was read as it was, by the codes of the reading. */
export type ReadingWords = typeof en;

interface Facts {
  wrote: string;
  meant: string;
  phrase: string;
}

export const en: Record<string, (facts: Facts) => string> = {
  exact: () => 'The whole text says it.',
  starts_with: () => 'It begins with the answer.',
  emoji: () => 'The emoji says it.',
  about: () => 'They said about how much.',
  position: ({ wrote }) => `“${wrote}” is its place in the list.`,
  part_of_label: ({ wrote }) => `“${wrote}” is part of that choice alone.`,
  typing_error: ({ wrote, meant }) => `“${wrote}” was read as “${meant}”.`,
  taught: ({ phrase }) => `The question was taught “${phrase}”.`,
  picture: () => 'A picture came with it.',
  several_named: () => 'More than one answer is in it.',
  range: () => 'It names a range.',
  hedged: ({ wrote }) => `“${wrote}” makes it unsure.`,
  negated: ({ wrote }) => `“${wrote}” may turn it round.`,
  question: () => 'They ask back.',
  in_the_middle: () => 'An answer is in it, but it does not begin with it.',
  more_said: () => 'It goes on in a way that may change the answer.',
  two_meanings: () => 'It may mean two things.',
  out_of_bounds: ({ wrote }) => `“${wrote}” is out of bounds.`,
  not_whole: ({ wrote }) => `“${wrote}” is no whole number.`,
  other_unit: ({ wrote }) => `“${wrote}” has another unit.`,
  no_such_date: ({ wrote }) => `There is no such date as “${wrote}”.`,
  no_such_time: ({ wrote }) => `There is no such time as “${wrote}”.`,
  reaction: () => 'It is a reaction from their phone.',
  empty: () => 'There are no words in it.',
  only_picture: () => 'There is only a picture.',
  no_picture: () => 'There is no picture.',
  nothing_fits: () => 'Nothing in it fits what was asked.',
};

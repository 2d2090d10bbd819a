/** The texts of the plots, loaded with the board. */
export type PlotWords = typeof en;

export const en = {
  title: 'In pictures',
  numbers: 'The numbers',
  noneYet: 'No answers yet.',
  share: 'Which answers',
  shareSaid: (label: string, count: string, of: string, share: string) =>
    `${label}: ${count} of ${of} answers, ${share}.`,
  answer: 'Answer',
  people: 'People',
  portion: 'Share',
  overTime: 'When they came',
  timeSaid: (count: string, of: string, median: string | null, last: string) =>
    `${count} of ${of} have answered${median === null ? '' : `, half of them within ${median}`}. The last one: ${last}.`,
  until: 'Until',
  answers: 'Answers',
  rounds: 'Round by round',
  roundsSaid: (now: string, usual: string) => `${now} answered in this round; in the others ${usual} on average.`,
  firstRound: 'There is no other round to compare with yet.',
  round: 'Round',
};

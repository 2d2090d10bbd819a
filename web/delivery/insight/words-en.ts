import { plurals } from '../../words/plural.ts';

const plural = plurals('en');

/** The texts of the page that adds up what became of texts. */
export type InsightWords = typeof en;

export const en = {
  title: 'What became of texts',
  lead: (zone: string) =>
    `Each text counts at the time at which it was written, in the time zone of the team (${zone}).`,
  stillCounting: 'Older texts are still being counted. The numbers will rise.',
  days: (n: number) => plural(n, { one: '# day', other: '# days' }),
  range: 'Days',
  from: 'First day',
  until: 'Last day',
  show: 'Show',
  saveFile: 'Save all texts of these days as CSV',
  line: 'Line',
  allLines: 'All lines',
  none: 'No text was written on these days.',
  sum: (texts: number, delivered: string, failed: string) =>
    plural(texts, {
      one: `# text was written: ${delivered} delivered, ${failed} not delivered.`,
      other: `# texts were written: ${delivered} delivered, ${failed} not delivered.`,
    }),
  outcomes: {
    delivered: 'Delivered',
    sent: 'Sent, no receipt',
    failed: 'Not delivered',
    unknown: 'Not known',
    waiting: 'Waiting',
    canceled: 'Taken back',
  },
  all: 'All texts',
  byDay: 'By day',
  byDaySaid: (day: string, n: string) => `Most texts were written on ${day}: ${n}.`,
  byHour: 'By hour of the day',
  byHourSaid: (hour: string, n: string) => `Most texts were written in the hour from ${hour}: ${n}.`,
  day: 'Day',
  hour: 'Hour',
  numbers: 'The numbers',
  reasons: 'Why they were not delivered',
  noReasons: 'No text failed on these days.',
  speed: 'How long it took',
  speedSaid: (half: string, nine: string) => `Half were delivered in ${half}, nine of ten in ${nine}.`,
  lessThan: (length: string) => `less than ${length}`,
  moreThan: (length: string) => `more than ${length}`,
  orMore: (length: string) => `${length} or more`,
  notKnown: 'Not known',
  noReceipts: 'No text of these days has a receipt yet.',
  withoutReceipt: (n: number) =>
    plural(n, {
      one: '# text has no receipt, which says nothing about whether it arrived.',
      other: '# texts have no receipt, which says nothing about whether they arrived.',
    }),
  byLine: 'By line, and the cost',
  segments: 'Segments',
  cost: 'Cost',
  noPrice: 'not known',
  costLead: 'Segments of all that left, at the price of the line of today. The bill of the company is what counts.',
  back: 'Back to the numbers',
  texts: (n: number) => plural(n, { one: '# text', other: '# texts' }),
  writtenOn: (day: string) => `written on ${day}`,
  writtenAt: (hour: string) => `written in the hour from ${hour}`,
  took: (length: string) => `delivered in ${length}`,
  between: (from: string, until: string) => (from === until ? from : `${from} to ${until}`),
  nothing: 'There is no such text in these days.',
  blank: 'A picture',
};

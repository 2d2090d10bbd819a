import { plurals } from '../words/plural.ts';

const plural = plurals('en');

/** The company, inside a sentence and at its beginning: that of the practice line is a pretend one. */
const inside = (company: string | null) => company ?? 'the practice phone company';
const first = (company: string | null) => company ?? 'The practice phone company';

/** The texts of the delivery page, loaded with it. */
export type DeliveryWords = typeof en;

export const en = {
  title: 'Delivery',
  bar: 'Delivery',
  now: 'Now',
  overTime: 'Over time',
  nothingWaits: 'Nothing waits.',
  waits: (n: string, age: string) => `${n} waiting, the oldest for ${age}.`,
  lastLeft: (age: string) => `Last text left ${age} ago.`,
  noneLeft: (n: string) => `Of the last ${n} tries to send, none succeeded.`,
  neverLeft: 'No text has left yet.',
  overMost: (n: string) => `${n} or more`,

  lines: 'Lines',
  practice: 'Practice',
  service: 'Messaging service',
  states: {
    sending: 'Sending',
    practising: 'Sending to pretend phones on this computer',
    pausedBy: (name: string, since: string) => `Paused by ${name} since ${since}. What you write is kept and waits.`,
    paused: (since: string) => `Paused since ${since}. What you write is kept and waits.`,
    rests: (until: string) => `Rests until ${until}. What you write is kept and waits.`,
  },
  waiting: 'Waiting',
  later: 'For later',
  oldest: 'Oldest waiting',
  underWay: 'Under way',
  none: 'none',
  pause: 'Pause',
  resume: 'Resume',
  pauseLine: (line: string) => `Pause ${line}`,
  resumeLine: (line: string) => `Resume ${line}`,

  pace: 'Pace',
  noLimit: 'no limit',
  aSecond: (n: number) => plural(n, { one: '# segment a second', other: '# segments a second' }),
  change: 'Change',
  changePace: (line: string) => `Change the pace of ${line}`,
  paceLead: 'A long text has several segments. A line with no limit sends as fast as its company takes it.',
  paceField: 'Segments a second',
  paceWrong: 'Write a number from 0.01 to 1000.',
  setPace: 'Set the pace',
  dropPace: 'No limit',

  unknown: (n: number) => plural(n, { one: 'Not known whether it left', other: 'Not known whether they left' }),
  unknownLead: 'The texts are kept. Nothing is sent a second time unless somebody says so.',
  looking: (company: string | null) => `Looking for it in the books of ${inside(company)}.`,
  lookingUntil: (company: string | null, until: string) =>
    `Looking for it in the books of ${inside(company)} until ${until}.`,
  doubts: {
    no_trace: (company: string | null) => `${first(company)} has no trace of it.`,
    several_traces: (company: string | null) =>
      `${first(company)} has several like it, and nobody can say which is this one.`,
    cannot_look: (company: string | null) => `Nobody could ask ${inside(company)} about it.`,
  },
  all: {
    no_trace: (n: number, company: string | null) =>
      plural(n, {
        one: `${first(company)} has no trace of #.`,
        other: `${first(company)} has no trace of these #. Send them again?`,
      }),
    several_traces: (n: number, company: string | null) =>
      plural(n, {
        one: `${first(company)} has several like #.`,
        other: `${first(company)} has several like each of these #. Send them again?`,
      }),
    cannot_look: (n: number, company: string | null) =>
      plural(n, {
        one: `Nobody could ask ${inside(company)} about #.`,
        other: `Nobody could ask ${inside(company)} about these #. Send them again?`,
      }),
  },
  sendAll: (n: number) => plural(n, { one: 'Send # again', other: 'Send # again' }),
  leaveAll: (n: number) => plural(n, { one: 'Leave #', other: 'Leave #' }),
  sentAgain: (n: number) => plural(n, { one: '# text is sent again.', other: '# texts are sent again.' }),
  left: (n: number) => plural(n, { one: '# text is left as it is.', other: '# texts are left as they are.' }),
  unchanged: (n: number) =>
    plural(n, { one: '# was clear already and stays.', other: '# were clear already and stay.' }),
  sendAgain: 'Send again',
  leave: 'Leave it',
  sendAgainTo: (name: string) => `Send again to ${name}`,
  leaveTo: (name: string) => `Leave it: the text to ${name}`,
  more: (n: number) => plural(n, { one: '# more is not shown here.', other: '# more are not shown here.' }),

  parked: 'Could not be taken in',
  parkedLead: 'What came is kept. Once the fault is mended, try again: texts then appear in their threads as new.',
  fault: 'Fault',
  tryAgain: (n: number) => plural(n, { one: 'Try again', other: 'Try all # again' }),
  taken: (n: number) => plural(n, { one: '# was taken in.', other: '# were taken in.' }),
  stillParked: (n: number) =>
    plural(n, { one: '# could not be again, and is kept.', other: '# could not be again, and are kept.' }),

  failures: 'Not delivered in the last 24 hours',
  noFailures: 'No text failed in the last 24 hours.',
  last: (at: string) => `last at ${at}`,
  showFailed: 'Show conversations whose last text failed',
};

import { plurals } from '../words/plural.ts';

const plural = plurals('en');

/** The texts of the list of questions, and how a question is said in one sentence. */
export type QuestionWords = typeof en;

const nth: Record<number, string> = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth', [-1]: 'last' };

export const en = {
  title: 'Questions',
  add: 'Ask a question',
  emptyTitle: 'Nothing is asked yet',
  empty: 'Write a question once. Hearback texts it to everybody, reads the answers, and reminds those who are silent.',
  startFrom: 'Or start from one of these',
  archived: 'Put away',
  showArchived: 'Show what was put away',
  hideArchived: 'Hide what was put away',
  mayNotAsk: (who: string) => `Only owners and managers may ask questions. Ask ${who}.`,

  paused: 'Paused',
  notAgain: 'It is not asked again.',
  next: (when: string) => `next ${when}`,
  today: 'today',
  tomorrow: 'tomorrow',
  at: (day: string, time: string) => `${day} at ${time}`,
  roundOf: (date: string) => `Asked ${date}`,
  answered: (n: number, of: number) => plural(of, { one: `${n} of # has answered`, other: `${n} of # have answered` }),
  unclear: (n: number) => plural(n, { one: '# needs a look', other: '# need a look' }),
  isClosed: 'closed',
  filling: 'being asked now',
  openRound: (name: string, date: string) => `The answers to ${name} of ${date}`,

  more: (name: string) => `More for ${name}`,
  edit: 'Change',
  askNow: 'Ask now',
  askNowLead: (whom: string) => `This goes out to ${whom} at once, beside its schedule. It cannot be taken back.`,
  askPeople: (n: number) => plural(n, { one: 'Ask # person now', other: 'Ask # people now' }),
  cancel: 'Cancel',
  pause: 'Pause',
  resume: 'Go on',
  archive: 'Put away',
  restore: 'Bring back',
  wasAsked: (name: string) => `${name} goes out now`,
  wasPaused: (name: string) => `${name} is paused`,
  wasResumed: (name: string) => `${name} goes on`,
  wasArchived: (name: string) => `${name} is put away`,
  wasRestored: (name: string) => `${name} is back`,

  say: {
    once: (date: string, time: string) => `once, on ${date} at ${time}`,
    days: (n: number, time: string) => plural(n, { one: `every day at ${time}`, other: `every # days at ${time}` }),
    weeks: (n: number, days: string, time: string) =>
      plural(n, { one: `every ${days} at ${time}`, other: `every # weeks on ${days} at ${time}` }),
    workdays: (time: string) => `every day from Monday to Friday at ${time}`,
    monthDay: (n: number, day: number, time: string) =>
      plural(n, { one: `every month on day ${day} at ${time}`, other: `every # months on day ${day} at ${time}` }),
    monthWeekday: (n: number, on: number, weekday: string, time: string) =>
      plural(n, {
        one: `every ${nth[on]} ${weekday} of the month at ${time}`,
        other: `every # months on the ${nth[on]} ${weekday} at ${time}`,
      }),
    people: (n: number) => plural(n, { one: '# person', other: '# people' }),
    nobody: 'nobody yet',
    more: (n: number) => plural(n, { one: '# more', other: '# more' }),
    minutes: (n: number) => plural(n, { one: '# minute', other: '# minutes' }),
    hours: (n: number) => plural(n, { one: '# hour', other: '# hours' }),
    dayCount: (n: number) => plural(n, { one: '# day', other: '# days' }),
    closesAfter: (time: string) => `after ${time}`,
    closesLater: (days: number, time: string) =>
      days === 0
        ? `the same day at ${time}`
        : plural(days, { one: `the next day at ${time}`, other: `# days later at ${time}` }),
    closesOn: (weekday: string, time: string) => `on ${weekday} at ${time}`,
    never: 'nobody',
    remind: (most: number, after: string) =>
      plural(most, { one: `once, after ${after} of silence`, other: `# times, each after ${after} of silence` }),
    answering: {
      yes_no: 'yes or no',
      number: (unit: string) => (unit ? `a number of ${unit}` : 'a number'),
      between: (what: string, min: string, max: string) => `${what} from ${min} to ${max}`,
      scale: (min: number, max: number) => `a grade from ${min} to ${max}`,
      time: 'a time of day',
      date: 'a date',
      text: 'their own words',
      photo: 'a photo',
      choice: (labels: string) => `one of: ${labels}`,
      choices: (labels: string) => `any of: ${labels}`,
      noChoices: 'one of several choices',
    },
  },

  templates: {
    saturday: {
      words: 'Can you work Saturday?',
      about: 'Every Wednesday, yes or no',
    },
    hours: {
      words: 'How many hours did you work this week?',
      about: 'Every Friday, a number',
      unit: 'hours',
    },
    home: {
      words: 'Did you get home safely?',
      about: 'Every weekday evening, yes or no',
    },
  },
};

export const en = {
  title: 'Limits',
  lead: 'What the team lets itself send, when, to whom and for how much. They count for everybody, and for what the program sends by itself.',
  mayNotChange: (names: string) => `Only owners and managers can change them. Ask ${names}.`,

  money: 'Money',
  spent: (spent: string, cap: string) => `${spent} of ${cap} is spent this month.`,
  spentFreely: (spent: string) => `${spent} is spent this month.`,
  waiting: (amount: string) => `What waits to leave will cost ${amount}.`,
  noPrice: 'Nobody has said what a segment costs.',
  toLines: 'Say it under Set-up',
  cap: 'A month may cost at most',
  capHint:
    'Once it is spent, nothing leaves until the month is over or you allow more. What is written waits; nothing is lost. You are warned at 80%.',
  currency: 'Currency',

  hours: 'Hours',
  hoursLead:
    'By the clock of whoever gets it: the zone that you have noted, or every zone in which their number may be.',
  opens: 'From',
  closes: 'Until',
  keepsHours: 'Broadcasts and reminders wait for these hours',
  questionsKeepHours: 'Questions wait for them, too',
  questionsHint: 'Off: a question leaves at the hour that was chosen for it.',
  replies: 'What you write to one person leaves at once; you are told when it is night for them.',

  week: 'One person',
  weekly: 'Texts to many in seven days, at most',
  weeklyHint: 'A broadcast leaves out who has had so many, questions and reminders included. Empty: no limit.',

  countries: 'Countries',
  countriesLead: 'Numbers of other countries are not texted. Premium, shared-cost and satellite numbers never are.',
  remove: (country: string) => `Take ${country} off the list`,
  add: 'Add a country',
  addNone: 'Choose…',
  newAbroad: 'New numbers of one country in an hour, at most',
  newAbroadHint:
    'Numbers abroad that were never texted before, counted by the hours of the clock; the others wait for the next. It stops whoever has your program text expensive numbers. Not for your own country. Empty: no limit.',

  save: 'Save',
  saved: 'Saved.',
};

export type LimitsWords = typeof en;

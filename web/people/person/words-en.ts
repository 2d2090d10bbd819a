import { plurals } from '../../words/plural.ts';

const plural = plurals('en');

/** The texts of the page of one person, loaded with it. */
export type PersonWords = typeof en;

export const en = {
  text: 'Text',
  textWho: (name: string) => `Text ${name}`,
  merge: 'Merge with…',
  practice: 'Practice',
  facts: 'What is known',
  name: 'Name',
  zone: 'Time zone',
  there: (time: string, place: string) => `${time} there (${place})`,
  sameTime: 'The same as here',
  noZone: 'Not known',
  nothing: 'Nothing yet',
  change: 'Change',
  changeWhat: (what: string) => `Change ${what}`,
  save: 'Save',
  cancel: 'Cancel',
  did: (what: string) => `${what} is changed.`,
  failed: (what: string) => `${what} could not be changed`,
  yes: 'Yes',
  no: 'No',
  notSaid: 'Not said',

  groups: 'Groups',
  noGroups: 'In no group',
  join: 'Add to a group',
  joined: (group: string) => `Added to ${group}.`,
  leave: (group: string) => `Take out of ${group}`,
  left: (group: string) => `Taken out of ${group}.`,

  numbers: 'Numbers',
  texted: 'Texted',
  makeFirst: 'Text this one',
  makeFirstWho: (number: string) => `Text ${number} from now on`,
  drop: 'Remove',
  dropWho: (number: string) => `Remove ${number}`,
  addNumber: 'Add number',
  number: 'Number',
  numberHint: 'As you would dial it. Other countries start with +.',
  added: (number: string) => `${number} is added.`,
  dropped: (number: string) => `${number} is removed.`,
  isFirst: (number: string) => `${number} is texted from now on.`,
  taken: (name: string) => `${name} has this number. Are they the same person?`,
  mergeWith: (name: string) => `Merge with ${name}`,
  optedOut: (date: string) => `Opted out on ${date}`,

  answers: 'Answers',
  noAnswers: 'They have not been asked anything yet.',
  usually: (minutes: number, of: number) =>
    `Usually answers in ${length(minutes)}, of ${plural(of, { one: '# answer', other: '# answers' })}.`,
  round: (date: string, name: string, said: string) => `${date}, ${name}: ${said}`,
  states: {
    waiting: 'not asked yet',
    asked: 'no answer yet',
    unclear: 'unclear',
    closed: 'no answer',
    skipped: 'not asked',
    answered: 'answered',
  },
  late: 'late',

  history: 'History',
  kinds: {
    all: 'All',
    texts: 'Texts',
    answers: 'Answers',
    notes: 'Notes',
    opt_outs: 'Opt-outs',
    groups: 'Groups',
    acts: 'What was done',
  },
  kindsLabel: 'What to show',
  noHistory: 'Nothing of this yet.',
  inThread: 'Show in the conversation',
  they: (name: string) => name,
  we: 'We',
  pictures: (n: number) => plural(n, { one: '# picture', other: '# pictures' }),
  noteBy: (who: string) => `Note by ${who}`,
  answerTo: (question: string) => `Answer to ${question}`,
  byHand: (who: string) => `set by ${who}`,
  statuses: {
    failed: 'not delivered',
    undelivered: 'not delivered',
    canceled: 'cancelled',
    scheduled: 'planned',
    queued: 'waits',
    unknown: 'may not have left',
  } as Record<string, string>,
  consents: {
    opted_out: 'Opted out',
    came_back: 'Came back',
    ended: 'Opt-out ended',
    consented: 'Agreed to be texted',
    seemed_to_ask: 'Seemed to ask for no more texts',
    not_meant: 'Was not meant as an opt-out',
    too_many: 'Said so many times more that day',
  } as Record<string, string>,
  acts: {
    'person.added': 'Added',
    'person.changed': 'Changed what is known',
    'person.renamed': 'Renamed',
    'person.field_set': 'Changed a field',
    'person.grouped': 'Added to a group',
    'person.ungrouped': 'Taken out of a group',
    'person.merged': 'Merged',
    'person.unmerged': 'Merge undone',
    'person.time_off_changed': 'Changed when they are not asked',
    'conversation.closed': 'Marked as done',
    'conversation.reopened': 'Opened again',
    'conversation.assigned': 'Assigned',
    'conversation.snoozed': 'Snoozed',
    'conversation.unsnoozed': 'Woken',
    'conversation.exported': 'Exported',
  } as Record<string, string>,
  otherAct: 'Something was done',
  keys: { name: 'name', phones: 'numbers', fields: 'fields', groups: 'groups', timeZone: 'time zone' } as Record<
    string,
    string
  >,
  by: (what: string, who: string) => `${what}, by ${who}`,
  fromTo: (what: string, from: string, to: string) => `${what}: ${from} → ${to}`,

  mergedTitle: 'Merged into this person',
  mergedRow: (name: string, phones: string, date: string, who: string) => `${name} (${phones}), on ${date} by ${who}`,
  undo: 'Undo',
  undoWho: (name: string) => `Undo merging ${name}`,
  undone: (name: string) => `${name} is a person of their own again.`,
  undoFailed: 'The merge could not be undone',
  notLast: 'Undo the later merge first.',

  mergeTitle: (name: string) => `Merge with ${name}`,
  mergeLead: 'Two entries for the same person become one. You can undo it.',
  find: 'Name or number',
  nobody: (typed: string) => `Nobody fits “${typed}”.`,
  whichStays: 'What stays',
  whatOf: { name: 'Name', phone: 'Number that is texted', timeZone: 'Time zone' } as Record<string, string>,
  moves: (what: string) => `These move over: ${what}.`,
  movesNothing: 'There is nothing to move but their numbers.',
  texts: (n: number) => plural(n, { one: '# text', other: '# texts' }),
  notes: (n: number) => plural(n, { one: '# note', other: '# notes' }),
  answersOf: (n: number) => plural(n, { one: '# answer', other: '# answers' }),
  waitingTexts: (n: number) =>
    plural(n, { one: '# of the texts waits to be sent', other: '# of the texts wait to be sent' }),
  askedBoth: (n: number) =>
    plural(n, {
      one: 'Both were asked in # round: the one who answered counts.',
      other: 'Both were asked in # rounds: the one who answered counts.',
    }),
  other: 'Choose somebody else',
  doMerge: 'Merge',
  merged: (other: string, kept: string) => `${other} is merged into ${kept}.`,
};

function length(minutes: number): string {
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : plural(Math.round(hours / 24), { one: '# day', other: '# days' });
}

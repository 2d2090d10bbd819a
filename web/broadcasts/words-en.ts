import { plurals } from '../words/plural.ts';

const plural = plurals('en');

/** The texts that all pages of broadcasts have, and those of their list. */
export type BroadcastWords = typeof en;

export const en = {
  title: 'Broadcasts',
  add: 'Text many people',
  emptyTitle: 'Nothing has gone out to many yet',
  empty: 'Write one text, choose groups and people, and see what each of them gets. Replies land in their own threads.',
  mayNot: (who: string) => `Only owners and managers may text many people. Ask ${who}.`,
  unnamed: 'No words yet',
  nobody: 'nobody yet',
  parts: { drafts: 'Drafts', underWay: 'Under way', planned: 'Planned', done: 'Done' },
  to: (whom: string) => `to ${whom}`,
  people: (n: number) => plural(n, { one: '# person', other: '# people' }),
  changed: (when: string, who: string) => `by ${who}, changed ${when}`,
  planned: (when: string, who: string) => `planned ${when} by ${who}`,
  sent: (when: string, who: string) => `sent ${when} by ${who}`,
  starts: (when: string) => `starts ${when}`,
  replied: (n: number) => plural(n, { one: '# reply', other: '# replies' }),
  remove: 'Throw away',
  removeOne: (name: string) => `Throw “${name}” away`,
  removed: 'The draft is thrown away',
  notSent: 'Not sent',
  when: {
    now: 'now',
    at: (day: string, time: string) => `on ${day} at ${time}`,
    theirs: (day: string, time: string) => `on ${day} at ${time} on each person’s clock`,
  },
  state: {
    draft: 'Draft',
    held: 'Begins in a moment',
    scheduled: 'Planned',
    going: 'Going out',
    paused: 'Paused',
    done: 'Done',
    canceled: 'Cancelled',
  },
  progress: {
    label: 'How far it is',
    delivered: 'Delivered',
    sent: 'Sent',
    sending: 'Being sent',
    unknown: 'Not certain',
    queued: 'Queued',
    waiting: 'Waiting',
    failed: 'Not delivered',
    canceled: 'Cancelled',
    left: 'Left out',
  },
  left: {
    excepted: 'taken out by you',
    twice: 'chosen twice',
    opted_out: 'opted out',
    no_number: 'no number',
    no_line: 'no line can reach them',
    empty: 'nothing would be left of the text',
    too_long: 'the text would be too long',
    blocked_country: 'their country is not allowed',
    blocked_number: 'their number costs extra or is not one to text',
    too_many_texts: 'had as many texts as the team allows in a week',
    too_late: 'was due before the backup was restored',
    gone: 'removed',
  },
};

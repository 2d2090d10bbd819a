import { plurals } from '../words/plural.ts';

const plural = plurals('en');

/** The texts of an open conversation and of what can be done with it. */
export type InboxWords = typeof en;

export const en = {
  keys: {
    next: 'Next conversation',
    previous: 'Previous conversation',
    nextUnread: 'Next unread',
    previousUnread: 'Previous unread',
    open: 'Open, and write',
    write: 'Write a text',
    leave: 'Leave the thread',
    nth: (n: number) => `Conversation ${n} of the list`,
    select: 'Select, or not',
    clear: 'Clear the selection',
  },

  context: {
    label: (name: string) => `About ${name}`,
    show: 'Details',
    hide: 'Hide the details',
    close: 'Close the details',
    phones: 'Phone',
    groups: 'Groups',
    noGroups: 'In no group',
    facts: 'Facts',
    time: 'Their time',
    sameTime: 'Same time as here',
    there: (time: string, zone: string) => `${time}, ${zone}`,
    since: 'First met',
    delivery: 'Delivery',
    delivered: 'Delivered',
    of: (some: string, all: string) => `${some} of ${all}`,
    noneSent: 'No text sent yet',
    lastFailure: 'Last failure',
    consent: 'Consent',
    optedOut: (when: string, isByUs: boolean) =>
      isByUs
        ? `Opted out by a colleague on ${when}. They get no texts until that is ended.`
        : `Opted out on ${when}. They get no texts until they write START.`,
    mayText: 'May be texted',
    practice: 'A practice person: nothing leaves this computer',
    assignee: 'Looked after by',
    nobody: 'Nobody yet',
  },

  acts: {
    done: {
      act: 'Done',
      did: (name: string) => `${name} is done.`,
      many: (n: number) => plural(n, { one: '# conversation is done.', other: '# conversations are done.' }),
      failed: 'It is not done.',
    },
    reopen: {
      act: 'Reopen',
      did: (name: string) => `${name} is open again.`,
      many: (n: number) =>
        plural(n, { one: '# conversation is open again.', other: '# conversations are open again.' }),
      failed: 'It could not be opened again.',
    },
    snooze: {
      act: 'Snooze',
      did: (name: string) => `${name} is snoozed.`,
      many: (n: number) => plural(n, { one: '# conversation is snoozed.', other: '# conversations are snoozed.' }),
      failed: 'It is not snoozed.',
    },
    unsnooze: {
      act: 'Wake now',
      did: (name: string) => `${name} is back.`,
      many: (n: number) => plural(n, { one: '# conversation is back.', other: '# conversations are back.' }),
      failed: 'It is still snoozed.',
    },
    assign: {
      act: 'Assign',
      did: (name: string) => `${name} is assigned.`,
      many: (n: number) => plural(n, { one: '# conversation is assigned.', other: '# conversations are assigned.' }),
      failed: 'It is not assigned.',
    },
    read: {
      act: 'Mark read',
      did: (name: string) => `${name} is marked as read.`,
      many: (n: number) =>
        plural(n, { one: '# conversation is marked as read.', other: '# conversations are marked as read.' }),
      failed: 'It is not marked.',
    },
    unread: {
      act: 'Mark unread',
      did: (name: string) => `${name} is marked as unread.`,
      many: (n: number) =>
        plural(n, { one: '# conversation is marked as unread.', other: '# conversations are marked as unread.' }),
      failed: 'It is not marked.',
    },
    left: (name: string) => `${name} has just written, and is left open.`,
    manyLeft: (n: number) =>
      plural(n, {
        one: '# conversation is left open: they have just written.',
        other: '# conversations are left open: they have just written.',
      }),
    more: 'More acts',
  },

  snooze: {
    label: 'Snooze until',
    laterToday: 'Later today',
    tomorrow: 'Tomorrow morning',
    monday: 'Monday morning',
    ownTime: 'Another time…',
    outOfReach: 'Choose a time that is still to come, within a year.',
    wake: 'Wake now',
    until: 'Come back at',
    act: 'Snooze',
  },

  assign: {
    label: 'Who looks after it?',
    you: 'You',
    nobody: 'Nobody',
    none: 'No colleague has such a name.',
  },

  bulk: {
    label: 'What is selected',
    selected: (n: number) => plural(n, { one: '# selected', other: '# selected' }),
    all: (n: number) => plural(n, { one: 'Select # loaded', other: 'Select all # loaded' }),
    clear: 'Clear the selection',
    more: 'More acts',
  },

  timeline: {
    closed: (who: string) => `${who} closed this`,
    reopened: (who: string) => `${who} opened this again`,
    assigned: (who: string, to: string) => `${who} assigned this to ${to}`,
    taken: (who: string) => `${who} looks after this now`,
    unassigned: (who: string) => `${who} assigned this to nobody`,
    snoozed: (who: string, until: string) => `${who} snoozed this until ${until}`,
    unsnoozed: (who: string) => `${who} woke this`,
    noteDeleted: (who: string) => `${who} deleted a note`,
    gone: 'The text that you came for is not here any more. These are the newest.',
  },

  notes: {
    which: 'What to write',
    text: 'Text',
    note: 'Note',
    kind: 'Note for colleagues.',
    by: (name: string) => `Note by ${name}`,
    edited: 'edited',
    edit: 'Edit',
    remove: 'Delete',
    deleted: 'The note is deleted.',
    label: 'Note for colleagues. It is not sent.',
    hint: '@ mentions a colleague.',
    keysHint: 'Ctrl+Enter keeps the note.',
    colleagues: 'Colleagues',
    found: (n: number) => plural(n, { one: '# colleague', other: '# colleagues' }),
    leave: 'Back to the text',
    keep: 'Keep note',
  },

  colleagues: {
    answers: (name: string) => `${name} is answering`,
    looks: (name: string) => `${name} is looking`,
    warning: (name: string) => `${name} is writing to them right now. Your text is kept.`,
    sendAnyway: 'Send mine as well',
    wait: 'Wait',
  },

  thread: {
    fresh: (n: number, hasMore: boolean) => plural(n, { other: hasMore ? '#+ new' : '# new' }),
    said: (who: string, time: string) => `${who}, ${time}:`,
    you: 'You',
    arrived: (who: string, text: string, time: string) => `${who}: ${text}, ${time}`,
    arrivedMany: (n: number, who: string) =>
      plural(n, { one: `# new text from ${who}`, other: `# new texts from ${who}` }),
    recovered: 'Arrived while Hearback was away',
    label: (name: string) => `Texts with ${name}`,
    back: 'Back to the list',
    there: (time: string) => `${time} there`,
    practice: 'Practice',
    texts: 'Texts',
    older: 'Load older texts',
    freshBelow: (n: number) => plural(n, { one: '# new below', other: '# new below' }),
    latest: 'Latest',
    empty: (name: string) => `No texts with ${name} yet. Write the first one below.`,
    pictureFrom: (name: string) => `Picture from ${name}`,
    file: (kB: number) => `Save the file (${kB} kB)`,
    mediaWaiting: 'A picture or file is being fetched.',
    mediaFailed: 'A picture or file could not be fetched.',
    sendAgain: 'Send again',
    leaveIt: 'Leave it',
    putBack: 'Edit and send again',
    discard: 'Discard',
    kept: 'Your words are kept here.',
  },
};

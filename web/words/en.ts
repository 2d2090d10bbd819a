import { plurals } from './plural.ts';

const plural = plurals('en');

/** Every text of the interface. A language is complete when it satisfies this type. */
export type Words = typeof en;

export const en = {
  skipToContent: 'Skip to the content',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  retry: 'Try again',
  more: 'Show more',
  optional: 'optional',
  notFound: { title: 'There is nothing at this address', act: 'Go to the inbox' },

  undoLast: 'Undo the last act',

  errors: {
    unreachable: 'The server did not answer. What you typed is still here. Try again in a moment.',
    unexpected:
      'Something failed on the server. What you typed is still here. Try again; if it stays, tell your operator.',
    broken: 'This page stopped working. Nothing that you sent is lost. Load it again; if it stays, tell your operator.',
    reload: 'Load the page again',
    required: 'This is needed.',
    email: 'Write an e-mail address, like ana@example.org.',
    tooShort: (n: number) => plural(n, { one: 'Use at least # character.', other: 'Use at least # characters.' }),
    code: 'Code',
    /** By whom and when, as far as that is known. */
    changed: (name: string, when: string) =>
      `${name || 'Somebody'} has changed this since you read it${when && ` (${when})`}.`,
    /** A sentence of the server’s in this language. */
    said: (sentence: string) => sentence,
    known: {
      already_set_up: 'This Hearback has a team already.',
      signed_out: 'You are signed out. Sign in again; what you typed is still here.',
      not_found: 'This is not here any more.',
      opted_out: 'They have opted out. Nothing was sent.',
      no_line: 'There is no number to text from yet. Connect one under Set-up.',
      practice_off: 'The practice line is off on this server.',
    } as Record<string, string>,
  },

  shell: {
    title: (team: string, waiting: number) => (waiting > 0 ? `(${waiting}) Inbox · ${team}` : `${team} · Hearback`),
    main: 'Main',
    inbox: 'Inbox',
    people: 'People',
    ask: 'Ask',
    tell: 'Tell',
    phones: 'Phones',
    setup: 'Set-up',
    delivery: 'Delivery',
    paused: (line: string) => `${line} is paused.`,
    pausedMany: (n: number) => plural(n, { one: '# line is paused.', other: '# lines are paused.' }),
    held: (n: number) => plural(n, { one: '# text waits.', other: '# texts wait.' }),
    undecided: (n: number) => plural(n, { one: '# text may not have left.', other: '# texts may not have left.' }),
    lookAtDelivery: 'Look at delivery',
    needsLook: 'needs a look',
    waiting: (n: number) => plural(n, { one: '# waiting', other: '# waiting' }),
    account: 'Account',
    team: 'Team',
    replies: 'Saved replies',
    settings: 'Settings',
    signOut: 'Sign out',
    gettingStarted: 'Show getting started',
    practice: 'Practice line. Nothing leaves this computer.',
    offline: (since: string) =>
      `Offline since ${since}. You can read and write; texts wait here and go out by themselves.`,
  },

  gettingStarted: {
    title: 'Getting started',
    done: (n: number) => plural(n, { one: '# of 4 done', other: '# of 4 done' }),
    hide: 'Hide this list',
    isDone: 'Done',
    crew: {
      title: 'Meet the practice crew',
      lead: 'Twelve pretend people with pretend phones. They answer like people do: late, misspelt, with emoji.',
      act: 'Meet the practice crew',
    },
    heardBack: {
      title: 'Text somebody and hear back',
      lead: 'Open a conversation and ask something. The answer comes into the same thread.',
      act: 'Text somebody',
    },
    people: { title: 'Add your people', lead: 'A name and a phone number are enough.', act: 'Add your people' },
    line: {
      title: 'Connect a number',
      lead: 'Paste the keys of your Twilio account when you want to text real phones.',
      act: 'Connect a number',
    },
  },

  inbox: {
    title: 'Inbox',
    list: 'Conversations',
    viewsLabel: 'Views',
    views: {
      waiting: 'Waiting',
      mine: 'Mine',
      failed: 'Failed',
      all: 'All',
      unassigned: 'Unassigned',
      mentions: 'Mentions',
      drafts: 'Drafts',
      done: 'Done',
    },
    moreViews: 'More',
    you: 'You:',
    blank: '(blank)',
    media: 'Picture or file',
    noTexts: 'No texts yet',
    draft: 'Draft',
    notDelivered: 'Not delivered',
    asksToStop: 'Wants no texts?',
    waits: 'Waiting',
    unread: (n: number, hasMore: boolean) => plural(n, { other: hasMore ? '#+ unread' : '# unread' }),
    empty: {
      waiting: 'Nobody is waiting for an answer.',
      all: 'No conversations yet. Each person gets one.',
      failed: 'Every last text was delivered or is on its way.',
      done: 'Conversations that you mark as done are kept here.',
      mine: 'Conversations that are assigned to you are shown here.',
      drafts: 'What you write and do not send is kept here.',
      mentions: 'No note that you have not seen speaks of you.',
      unassigned: 'Every open conversation has somebody who looks after it.',
    },
    emptyAct: { all: 'Show all conversations', people: 'Add a person' },
    select: (name: string) => `Select ${name}`,
    assigned: (name: string) => `Looked after by ${name}`,
    selectSome: 'Select conversations',
    until: (when: string) => `until ${when}`,
    mentioned: 'A note mentions you',
    isUnread: 'Unread',
    chooseTitle: 'Choose a conversation',
    choose: 'The texts with a person appear here, oldest at the top.',
  },

  states: {
    sending: 'Sending',
    waiting: 'Waiting for the network',
    refused: 'Not sent',
    scheduled: 'Planned',
    queued: 'Queued',
    handing: 'Handing over',
    unknown: 'Not known whether it left.',
    accepted: 'Accepted by the provider',
    sent: 'Sent, waiting for the carrier',
    noReceipt: 'Sent, no receipt',
    delivered: 'Delivered',
    undelivered: 'Not delivered',
    canceled: 'Not sent',
  },
};

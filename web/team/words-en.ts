import { plurals } from '../words/plural.ts';

const plural = plurals('en');

/** The texts of the team page, loaded with it. */
export type TeamWords = typeof en;

export const en = {
  title: 'Team',
  members: 'Members',
  you: 'you',
  since: (day: string) => `since ${day}`,
  roles: { owner: 'Owner', manager: 'Manager', member: 'Member' },
  rights: {
    owner: 'May do everything, and make others owners.',
    manager: 'May also connect and pause lines, invite people, and see who did what.',
    member: 'May read and answer texts, and add people.',
  },
  roleOf: (name: string) => `Role of ${name}`,
  deactivate: 'Deactivate',
  deactivateOne: (name: string) => `Deactivate ${name}`,
  reactivate: 'Reactivate',
  reactivateOne: (name: string) => `Reactivate ${name}`,
  deactivated: (name: string) => `${name} is deactivated and signed out everywhere.`,
  reactivated: (name: string) => `${name} may sign in again.`,
  isNow: {
    owner: (name: string) => `${name} is an owner now.`,
    manager: (name: string) => `${name} is a manager now.`,
    member: (name: string) => `${name} is a member now.`,
  },
  failed: 'Nothing was changed.',
  former: 'Deactivated',
  formerLead: 'They cannot sign in, and no conversation is theirs. Their name stays on what they did.',
  deactivatedOn: (day: string) => `deactivated ${day}`,
  lastOwner: 'The team needs an owner. Make somebody else one first.',
  ownAccount: 'You cannot deactivate yourself. Ask a colleague.',
  lastOwnerHint: 'You are the only owner, so you stay one.',

  invite: 'Invite somebody',
  inviteLead: 'You get a link to pass on. It lets one person in, for seven days.',
  whatTheyMay: 'What they may do',
  email: 'Their e-mail',
  emailHint: 'Then nobody can join with another one. Nothing is sent.',
  makeLink: 'Make the link',
  link: 'Link for one person',
  linkLead: (until: string) => `One person can join with it, until ${until}. It is shown only now.`,
  linkIsLocal:
    'It works on this computer only. For others, open Hearback at an address that they can reach; see PUBLIC_URL.',
  done: 'Done',
  mayNotInvite: (names: string) => `Only owners and managers may invite people. Ask ${names}.`,

  open: 'Open invitations',
  openNone: 'Nobody is invited at the moment.',
  anybody: { owner: 'An owner', manager: 'A manager', member: 'A member' },
  invitedBy: (name: string) => `invited by ${name}`,
  daysLeft: (n: number) => plural(n, { one: 'good for # more day', other: 'good for # more days' }),
  lastHours: 'good for less than a day',
  expired: 'expired',
  takeBack: 'Take back',
  takeBackOne: (whom: string) => `Take back: ${whom}`,
  takenBack: 'The link lets nobody in any more.',

  acts: 'Who did what',
  actsNone: 'What members do will be listed here.',
  showPerson: (name: string) => `Show the texts with ${name}`,
  show: 'Show',
  undone: 'undone',
};

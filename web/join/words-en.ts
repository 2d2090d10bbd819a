/** The texts of the page that an invitation leads to, loaded with it. */
export type JoinWords = typeof en;

export const en = {
  title: (team: string) => `Join ${team}`,
  lead: {
    owner: (by: string) => `${by} invites you as an owner. You may do everything here, and make others owners.`,
    manager: (by: string) =>
      `${by} invites you as a manager. You may read and answer texts, change lines, invite people, and see who did what.`,
    member: (by: string) => `${by} invites you as a member. You may read and answer texts, and add people.`,
  },
  name: 'Your name',
  email: 'Your e-mail',
  emailHint: 'You sign in with it.',
  emailFixed: 'You sign in with it. The invitation is for this address.',
  password: 'Choose a password',
  passwordHint: 'At least 8 characters. Several words are good.',
  act: 'Join the team',
  emailTaken: 'Somebody signs in with this address already.',
  signIn: 'Sign in instead',

  wrongTitle: 'This link does not work',
  wrong: {
    not_found: 'It may not have been copied whole. Open it again from the message it came in.',
    invitation_used: 'Somebody has joined with it already; each link is for one person. If it was you, sign in.',
    invitation_expired: 'It was good for seven days, and they are over. Ask for a new one.',
    invitation_revoked: 'It was taken back. Ask whoever sent it for a new one.',
    too_many: 'Too many links were tried from here. Wait a quarter of an hour, then open it again.',
  } as Record<string, string>,

  otherTitle: (name: string) => `You are signed in as ${name}`,
  other: 'This link is for somebody new. To use it here, sign out first.',
  signOut: 'Sign out and go on',
  stay: 'Stay signed in',
};

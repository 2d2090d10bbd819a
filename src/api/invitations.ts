import { Type } from 'typebox';
import { invite, listInvitations, revoke } from '../domain/teams/teams.ts';
import { forMembers } from './route.ts';
import { Id, OrNull, Page } from './shapes.ts';
import { Invitation, Role } from './team-shapes.ts';

export const list = forMembers({
  summary: 'Invitations that nobody has used or taken back, newest first; expired ones for a week',
  answer: Page(Invitation),
  handle: async ({ member }) => ({ items: await listInvitations(member), next: null }),
});

export const make = forMembers({
  summary: 'Invite somebody: the link in the answer lets one person in, for seven days, and is shown only here',
  body: Type.Object({ role: Role, email: Type.Optional(OrNull(Type.String({ maxLength: 1000 }))) }),
  answer: Invitation,
  status: 201,
  handle: async ({ member, body }) => {
    const { invitation, secret } = await invite(member, body);
    // Behind the #, where browsers keep it to themselves: no log of a proxy has it, and no page is told whence they came.
    return { ...invitation, url: `${member.publicUrl}/join#${secret}` };
  },
});

export const takeBack = forMembers({
  summary: 'Take an invitation back: its link lets nobody in any more',
  params: Type.Object({ id: Id }),
  handle: ({ member, params }) => revoke(member, params.id),
});

import { Type } from 'typebox';
import { endOtherSessions, endSession, listSessions } from '../domain/teams/teams.ts';
import { forMembers } from './route.ts';
import { Id, Page } from './shapes.ts';
import { Session } from './team-shapes.ts';

export const list = forMembers({
  summary: 'Where this member is signed in',
  answer: Page(Session),
  handle: async ({ member, sessionId }) => ({
    items: (await listSessions(member)).map((session) => ({ ...session, isThis: session.id === sessionId })),
    next: null,
  }),
});

export const end = forMembers({
  summary: 'Sign this member out of one of their browsers or programs',
  params: Type.Object({ id: Id }),
  handle: ({ member, params }) => endSession(member, params.id),
});

export const endOthers = forMembers({
  summary: 'Sign this member out everywhere else',
  answer: Type.Object({ ended: Type.Integer() }),
  handle: async ({ member, sessionId }) => ({ ended: await endOtherSessions(member, sessionId) }),
});

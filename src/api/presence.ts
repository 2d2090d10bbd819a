import { Type } from 'typebox';
import { mustBeOfTeam } from '../domain/conversations/conversations.ts';
import { findProfile } from '../domain/teams/teams.ts';
import { forMembers } from './route.ts';
import { Id } from './shapes.ts';

export const show = forMembers({
  summary:
    'Say that this member looks at a conversation or types there; again every 10 s, for it is forgotten after 25 s',
  params: Type.Object({ id: Id }),
  body: Type.Object({
    state: Type.Enum(['looking', 'typing', 'gone']),
    page: Type.Optional(Type.String({ maxLength: 40, description: 'which of several pages of this member says it' })),
  }),
  handle: async ({ member, params, body, parts }) => {
    const conversationId = params.id.toLowerCase();
    const [{ name }] = await Promise.all([findProfile(member), mustBeOfTeam(member, conversationId)]);
    const { teamId, memberId } = member;
    parts.presence.note({
      teamId,
      conversationId,
      member: { id: memberId, name },
      state: body.state,
      page: body.page ?? '',
    });
  },
});

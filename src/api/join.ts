import { Type } from 'typebox';
import { findInvitation, findTeam, join } from '../domain/teams/teams.ts';
import { AppError } from '../platform/errors.ts';
import { counted, sparingly } from './auth/sparingly.ts';
import { describeMe } from './me.ts';
import { forAll } from './route.ts';
import { Me } from './shapes.ts';
import { OpenInvitation } from './team-shapes.ts';

const token = Type.String({ maxLength: 200, description: 'what stands behind the # of the link' });
const text = Type.String({ maxLength: 1000 });

export const read = forAll({
  summary: 'What the link of an invitation invites to',
  body: Type.Object({ token }),
  answer: OpenInvitation,
  handle: (ask) =>
    sparingly(ask, 'JOIN', async () => {
      const { scope, invitation } = await findInvitation(ask.parts.floor, ask.body.token);
      const { role, email, createdBy, expiresAt } = invitation;
      return { teamName: (await findTeam(scope)).name, role, email, invitedBy: createdBy.name, expiresAt };
    }),
});

export const create = forAll({
  summary: 'Join a team by the link of an invitation, and be signed in',
  body: Type.Object({ token, name: text, email: text, password: text }),
  answer: Me,
  status: 201,
  handle: (ask) =>
    sparingly(ask, 'JOIN', async () => {
      const { parts, body, request, reply } = ask;
      const name = await parts.auth.whoAsks(request);
      if (name !== null) {
        const message = `You are signed in as ${name}. Sign out first: this link is for somebody new.`;
        throw new AppError('signed_in_already', message);
      }
      const { invitation } = await findInvitation(parts.floor, body.token);
      const member = await counted(ask, `JOIN BY ${invitation.id}`, () => join(parts.floor, body.token, body));
      await parts.auth.signIn(request, reply, body.email.trim().toLowerCase(), body.password);
      return describeMe(member, parts);
    }),
});

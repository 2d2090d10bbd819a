import { type Static, Type } from 'typebox';
import { changePassword, countedBy } from '../domain/teams/teams.ts';
import { renewal } from './auth/renewal.ts';
import { counted } from './auth/sparingly.ts';
import { forMembers, type MemberAsk } from './route.ts';

/** As many as signing in allows. */
const mostGuesses = 10;

const text = Type.String({ maxLength: 1000 });
const Body = Type.Object({ presentPassword: text, password: text });

export const change = forMembers({
  summary:
    'Change this member’s own password: they are signed out everywhere else, and the session that asks is renewed',
  body: Body,
  answer: Type.Object({ ended: Type.Integer({ description: 'how many other sessions have ended' }) }),
  handle: (ask) => counted(ask, countedBy.ownPage(ask.member.userId), () => renew(ask), mostGuesses),
});

async function renew({ member, sessionId, body, parts, reply }: MemberAsk<unknown, unknown, Static<typeof Body>>) {
  const { cookie, ...renewed } = renewal(parts.floor);
  const ended = await changePassword(member, { id: sessionId, ...renewed }, body);
  reply.header('set-cookie', cookie);
  return { ended };
}

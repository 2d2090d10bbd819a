import { Type } from 'typebox';
import { findInvitation, findTeam, join } from '../domain/teams/teams.ts';
import { AppError } from '../platform/errors.ts';
import { throttleAccounts } from './auth/throttle.ts';
import { describeMe } from './me.ts';
import { type Ask, forAll } from './route.ts';
import { Me } from './shapes.ts';
import { OpenInvitation } from './team-shapes.ts';

const token = Type.String({ maxLength: 200, description: 'what stands behind the # of the link' });
const text = Type.String({ maxLength: 1000 });

export const read = forAll({
  summary: 'What the link of an invitation invites to',
  body: Type.Object({ token }),
  answer: OpenInvitation,
  handle: (ask) =>
    sparingly(ask, async () => {
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
    sparingly(ask, async () => {
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

type Asked = Pick<Ask<unknown, unknown, unknown>, 'parts' | 'request' | 'reply'>;

/** Lets nobody try many links, nor many e-mail addresses. */
function sparingly<Answer>(ask: Asked, work: () => Promise<Answer>): Promise<Answer> {
  return counted(ask, `JOIN FROM ${ask.request.ip}`, work);
}

/** As many guesses as an office with one address may need on its first day. */
const allowed = 20;

/**
 * Counts guesses under a key. Its capitals keep it apart from those of sign-in, which are e-mail addresses in small letters.
 * @throws AppError `too_many`, and what `work` throws.
 */
async function counted<Answer>({ parts, reply }: Asked, key: string, work: () => Promise<Answer>): Promise<Answer> {
  const throttle = throttleAccounts(parts.floor, allowed);
  const waitSeconds = await throttle.take(key);
  if (waitSeconds > 0) {
    reply.header('retry-after', String(waitSeconds));
    throw new AppError('too_many', 'Too many tries. Wait a quarter of an hour and try again.');
  }
  try {
    const answer = await work();
    await throttle.giveBack(key);
    return answer;
  } catch (error) {
    const isGuess = error instanceof AppError && ['not_found', 'email_taken'].includes(error.code);
    if (!isGuess) await throttle.giveBack(key);
    throw error;
  }
}

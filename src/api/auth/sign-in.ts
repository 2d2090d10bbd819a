import type { FastifyRequest } from 'fastify';
import type { Floor } from '../../domain/floor.ts';
import { findMember, keptPassword, noteSignIn } from '../../domain/teams/teams.ts';
import { accountOf } from './guesses.ts';
import { hashToken } from './hashed-sessions.ts';

/** Has the library sign somebody in, and keeps that they did. */
export async function signInBy(ask: () => Promise<Response>, floor: Floor, request: FastifyRequest): Promise<Response> {
  const password = await keptPassword(floor, accountOf(request));
  const answer = await ask();
  if (!answer.ok) return answer;
  const { token, user } = (await answer.clone().json()) as { token: string; user: { id: string } };
  const member = await findMember(floor, user.id);
  const userAgent = request.headers['user-agent'] ?? null;
  if (member && (await noteSignIn(member, { tokenHash: hashToken(token), password, userAgent }))) return answer;
  return Response.json({ message: 'Invalid email or password', code: 'INVALID_EMAIL_OR_PASSWORD' }, { status: 401 });
}

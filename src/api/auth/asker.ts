import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Member } from '../../domain/teams/teams.ts';
import type { Auth } from './auth.ts';

interface Asker {
  member: Member;
  sessionId: string;
}

const askers = new WeakMap<FastifyRequest, Asker>();

/**
 * A hook before the body is read: who is not signed in is told that, and nothing about what they sent. To read, it is
 * enough who it was a moment ago; whoever does something is asked for each time.
 */
export function mustBeSignedIn(auth: Auth) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    askers.set(request, await auth.member(request, reply, request.method === 'GET'));
  };
}

/** Who asks, behind `mustBeSignedIn`; undefined elsewhere. */
export const askerOf = (request: FastifyRequest): Asker | undefined => askers.get(request);

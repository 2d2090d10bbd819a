import type { FastifyRequest } from 'fastify';
import { whereTo } from '../domain/merges/merges.ts';
import type { Member } from '../domain/teams/teams.ts';
import { AppError } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';

/** A text that is sent during a merge goes to the merged person. Other changes are not redirected: they may be meant otherwise. */
const follows = (method: string, what: string) => what === 'conversations' || method === 'GET';

/**
 * Where what was asked for is today, if it was not found because it is of somebody who was merged into another: the same
 * address with the other's id.
 */
export async function movedTo(error: unknown, member: Member, { method, url }: FastifyRequest): Promise<string | null> {
  if (!(error instanceof AppError) || error.code !== 'not_found') return null;
  const [, start, what, id, rest = ''] = /^(\/api\/v1\/(people|conversations)\/)([^/?]+)(.*)$/.exec(url) ?? [];
  if (!what || !id || !isId(id) || !follows(method, what)) return null;
  const now = await whereTo(member, id);
  return now ? `${start}${what === 'people' ? now.personId : now.conversationId}${rest}` : null;
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../platform/errors.ts';
import { newestChange } from '../../platform/events.ts';
import type { ApiParts } from '../route.ts';
import { openEventStream } from './event-stream.ts';
import { hello, refetch } from './frames.ts';
import { type Listener, longestGap } from './tell.ts';

/** Streams a team's changes as Server-Sent Events; `Last-Event-ID` takes up where the browser was. */
export async function streamChanges(parts: ApiParts, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { member, sessionId } = await parts.auth.member(request);
  const newest = await newestChange(member);
  if (!parts.hub.hasRoomFor(member)) throw new AppError('too_many', 'Too many pages are open. Close some.');
  reply.hijack();
  // Nothing is waited for from here on: a browser that goes away is seen to go.
  if (reply.raw.destroyed) return;
  const resumeAt = readNumber(request.headers['last-event-id']);
  // A number from another database (a restored backup) may be ahead of ours.
  const canResume = resumeAt !== null && resumeAt <= newest && newest - resumeAt <= longestGap;
  const listener: Listener = {
    teamId: member.teamId,
    memberId: member.memberId,
    sessionId,
    position: canResume ? resumeAt : newest,
    ...openEventStream(reply.raw, () => parts.hub.leave(listener)),
  };
  if (!canResume) listener.send(resumeAt === null ? hello(newest) : refetch(newest));
  listener.send(parts.presence.present(member.teamId));
  parts.hub.join(listener);
}

function readNumber(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

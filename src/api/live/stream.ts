import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../platform/errors.ts';
import { newestChange } from '../../platform/events.ts';
import type { ApiParts } from '../route.ts';
import type { Listener } from './hub.ts';

/** More streams than this from one team are a fault of some page, not people. */
const mostListeners = 1000;

/** A browser that lets this much pile up is cut off; it comes back and takes up where it was. */
const mostUnsentBytes = 1_000_000;

/** Streams a team's changes as Server-Sent Events; `Last-Event-ID` takes up where the browser was. */
export async function streamChanges(parts: ApiParts, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { member, sessionId } = await parts.auth.member(request);
  if (parts.hub.countOf(member.teamId) >= mostListeners)
    throw new AppError('too_many', 'Too many pages are open. Close some.');
  const resumeAt = readNumber(request.headers['last-event-id']);
  const newest = await newestChange(member);
  reply.hijack();
  const response = reply.raw;
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // nginx would hold events back until its buffer is full.
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  const listener: Listener = {
    teamId: member.teamId,
    sessionId,
    // A number from another database (a restored backup) may be ahead of ours: then start afresh.
    position: resumeAt === null || resumeAt > newest ? newest : resumeAt,
    send(frame) {
      if (response.writableLength > mostUnsentBytes) response.destroy();
      else response.write(frame);
    },
    end: () => response.end(),
  };
  const heartbeat = setInterval(() => response.write(':\n\n'), 15_000);
  response.on('close', () => {
    clearInterval(heartbeat);
    parts.hub.leave(listener);
  });
  listener.send('retry: 1000\n\n');
  if (resumeAt === null) listener.send(`id: ${newest}\nevent: hello\ndata: ${JSON.stringify({ seq: newest })}\n\n`);
  else if (resumeAt > newest) listener.send(`id: ${newest}\nevent: refetch\ndata: {}\n\n`);
  await parts.hub.join(listener);
  if (response.destroyed) parts.hub.leave(listener);
}

function readNumber(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
